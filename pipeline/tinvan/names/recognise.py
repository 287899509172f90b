"""Finding names in the sentences of a document."""

from collections.abc import Iterable, Iterator, Sequence

from tinvan.document import Document, Mention, Sentence, within
from tinvan.names.agencies import AgencyReader
from tinvan.names.agency_spans import AgencySpan
from tinvan.names.aliases import Aliases
from tinvan.names.gazetteer import Hits
from tinvan.names.inner_brackets import without_brackets
from tinvan.names.knowledge import Knowledge, load_knowledge
from tinvan.names.people import PersonSpan, read_persons
from tinvan.names.places import PLACE_ANCHORS, PlaceSpan, read_place
from tinvan.names.posts import PostSpan, read_posts
from tinvan.names.run_on import without_run_on
from tinvan.names.sources import is_credit
from tinvan.names.spelling import Spelling
from tinvan.names.words import Word, split_words
from tinvan.values.model import Value


class NameRecogniser:
    """Finds persons, posts, agencies and places in the sentences of the content.

    Args:
        knowledge: The lexicons; loaded by default.
    """

    def __init__(self, knowledge: Knowledge | None = None) -> None:
        self.knowledge = knowledge or load_knowledge()
        self.agencies = AgencyReader(Spelling())

    def __call__(self, document: Document) -> Document:
        """Return the document with `mentions`, in order of start."""
        aliases = Aliases(self.knowledge)
        text = document.view.text
        lines = [split_words(text, s.start, s.end) for s in document.sentences]
        found: list[list[Mention]] = []
        for number, words in enumerate(lines):
            aliases.begin(number)
            sentence = document.sentences[number]
            found.append(list(self._mentions(document, sentence, words, aliases)))
        for number, words in enumerate(lines):
            if aliases.is_outdated(number, words):
                sentence = document.sentences[number]
                found[number] = list(self._mentions(document, sentence, words, aliases))
        mentions = [mention for line in found for mention in line]
        mentions.sort(key=lambda mention: (mention.start, mention.end, mention.kind))
        return document.replace(mentions=tuple(without_run_on(text, mentions)))

    def _mentions(
        self, document: Document, sentence: Sentence, words: Sequence[Word], aliases: Aliases
    ) -> Iterator[Mention]:
        """Yield the mentions in the words of a sentence."""
        hits = aliases.scan(words, self.knowledge.gazetteer.scan(words))
        if (whole := without_brackets(words, hits)) is not words:
            words, hits = whole, aliases.scan(whole, self.knowledge.gazetteer.scan(whole))
        agencies = aliases.learn(words, hits, self.agencies.read(words, hits))
        numbers = _document_numbers(document, sentence) if agencies else []
        agencies = [
            span
            for span in agencies
            if not is_credit(words, hits, span) and not _in_number(numbers, words, span)
        ]
        posts = read_posts(words, hits, agencies)
        persons = read_persons(words, hits, agencies, posts)
        places = _read_places(words, hits, [*agencies, *persons])
        for agency in agencies:
            yield _mention(document, words, agency, "agency", agency.rule, agency.name, agency.body)
        for post in posts:
            yield _mention(document, words, post, "post", f"post.{post.post}", None, post.post)
        for person in persons:
            yield _mention(document, words, person, "person", person.rule, None, None)
        for place in places:
            yield _mention(
                document, words, place, "place", f"place.{place.kind}", place.name, place.province
            )


def _document_numbers(document: Document, sentence: Sentence) -> list[Value]:
    """Return the numbers of documents in a sentence."""
    return [value for value in within(document.values, sentence) if value.kind == "document"]


def _in_number(numbers: Sequence[Value], words: Sequence[Word], span: AgencySpan) -> bool:
    """Tell whether a name is a part of a document's number: 02/2017/TT-NHNN."""
    start, end = words[span.start].start, words[span.end - 1].end
    return any(value.start < start and end <= value.end for value in numbers)


def _read_places(
    words: Sequence[Word], hits: Hits, others: Iterable[AgencySpan | PersonSpan]
) -> Iterator[PlaceSpan]:
    """Yield the named places that are no part of another name."""
    taken = {at for span in others for at in range(span.start, span.end)}
    reached = 0
    for at in sorted(hits.starts(*PLACE_ANCHORS)):
        place = read_place(words, hits, at) if at >= reached and at not in taken else None
        if place and place.is_named and not taken.intersection(range(at, place.end)):
            yield place
            reached = place.end


def _mention(
    document: Document,
    words: Sequence[Word],
    span: AgencySpan | PostSpan | PersonSpan | PlaceSpan,
    kind: str,
    rule: str,
    name: str | None,
    ref: str | None,
) -> Mention:
    """Make a mention of a span of words."""
    start, end = words[span.start].start, words[span.end - 1].end
    return Mention(
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        text=" ".join(document.view.text[start:end].split()),
        rule=rule,
        name=name,
        ref=ref,
    )
