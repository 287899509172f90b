"""Answers for a phrase slot that are no spans of the figure's sentence, with their features."""

from collections.abc import Iterator, Mapping

from tinvan.document import within
from tinvan.models.figures import Figure, Figures
from tinvan.models.names import KINDS
from tinvan.models.spans import Candidate
from tinvan.models.tokens import Words

_MANY = 2  # names of a sentence that are counted
# Slots that may be filled with a name from another sentence.
_NAMED = ("subject",)
# Those that may be filled with a competition from another sentence.
_RANKED_BY = ("index",)


def candidates(
    figures: Figures,
    figure: Figure,
    words: Words,
    slot: str,
    in_sentence: bool,
    chosen: Mapping[str, str | None],
) -> tuple[Candidate, ...]:
    """Return the answers: none, what the rules found elsewhere, what was told before, names.

    For the index of a rank the competitions that the document names as well.

    Args:
        figures: The figures of the document.
        figure: The figure.
        words: The tokens of its sentence.
        slot: The name of the slot.
        in_sentence: Whether what the rules found is a span of the sentence.
        chosen: What models chose for the slots before this one.
    """
    measured = next(iter(chosen.values()), None)
    about = figures.cluster_of(measured) if measured else "none"
    owned = min(_MANY, _names_before(figures, figure))
    by_rule: str | None = getattr(figure.fact, slot)
    found: dict[str | None, list[str]] = {
        None: [
            "none", f"none|{figure.rule}", f"none|{about}", f"none|names={owned}",
            f"none|{figure.rule}|names={owned}", f"none|{figure.sentence.label}",
        ]
    }  # fmt: skip
    if by_rule is None:
        found[None].append("none|rule")
    elif not in_sentence:
        found[by_rule] = ["rule", f"rule|{figure.rule}", f"rule|names={owned}", f"rule|{about}"]
    if figure.before:
        carried = figure.before.get(slot)
        known = "same" if carried == by_rule else "other"
        features = _carried(figure, words, known)
        features += [f"carried|{about}", f"carried|names={owned}"]
        if carried is None:
            features = [f"none|{feature}" for feature in features]
        found.setdefault(carried, []).extend(features)
    told = (figure.before or {}).get("told", {}).get(slot, ())
    for back, phrase in enumerate(told if slot in _NAMED else dict.fromkeys(told)):
        found.setdefault(phrase, []).extend(["told", f"told{back}"])
    if slot in _NAMED:
        for name, features in figures.names.before(figure.sentence):
            known = "same" if name == by_rule else "other"
            again = min(3, told.count(name))
            found.setdefault(name, []).extend(
                [*features, f"name|rule={known}", f"name|names={owned}", f"name|told={again}"]
                + [f"{feature}|{about}" for feature in features if feature.startswith("name|")]
            )
    if slot in _RANKED_BY:
        known = "none" if by_rule is None else "here" if in_sentence else "elsewhere"
        for name, features in _competitions(figures, figure, words, known):
            found.setdefault(name, []).extend(features)
    return tuple(Candidate(text, features) for text, features in found.items())


def _competitions(
    figures: Figures, figure: Figure, words: Words, known: str
) -> Iterator[tuple[str, list[str]]]:
    """Yield the competitions that the document names, each with its features.

    Args:
        figures: The figures of the document.
        figure: The figure.
        words: The tokens of its sentence.
        known: Where the rules found an index: "none", "here" in the sentence, or "elsewhere".
    """
    at = words.at(figure.value.start)
    before, behind, next_one = (words.text(at + step) for step in (-1, 1, 2))
    clues = (
        f"rule={known}", figure.rule, f"behind={behind}", f"behind={behind}_{next_one}",
        f"before={before}",
    )  # fmt: skip
    for name, kind, features in figures.competitions.around(figure.sentence):
        clued = (f"named|{clue}{of}" for clue in clues for of in ("", f"|{kind}"))
        yield name, [*features, *clued]


def _names_before(figures: Figures, figure: Figure) -> int:
    """Return how many names stand in the sentence before the figure."""
    mentions = within(figures.document.mentions, figure.sentence)
    return sum(m.kind in KINDS and m.end <= figure.value.start for m in mentions)


def _carried(figure: Figure, words: Words, known: str) -> list[str]:
    """Return the features of what the figure before has in the slot."""
    gap = "here" if figure.goes_on else "back"
    if not figure.goes_on and figure.before_sentence is not None:
        same = figure.before_sentence.paragraph == figure.sentence.paragraph
        gap = "paragraph" if same else "back"
    at = words.at(figure.value.start)
    return [
        "carried", f"carried|{gap}", f"carried|{figure.rule}", f"carried|rule={known}",
        f"carried|{gap}|rule={known}", f"carried|{gap}|{figure.rule}",
        f"carried|before={words.text(at - 1)}", f"carried|opens={words.text(0)}",
        f"carried|{gap}|opens={words.text(0)}", f"carried|opens={words.text(0)}_{words.text(1)}",
    ]  # fmt: skip
