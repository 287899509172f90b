"""Rule files: what is wrong in them is told with file, rule and remedy."""

import tomllib
from pathlib import Path

import msgspec
import pytest
import regex

from tinvan.errors import RuleError
from tinvan.ruleset import (
    Entry,
    Lexicon,
    PatternRule,
    alternation,
    compile_pattern,
    find_rules,
    load_toml,
    mask,
    topic_of,
)


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule file of lexicon entries."""

    entry: tuple[Entry, ...]


def rule(pattern: str) -> PatternRule:
    return PatternRule(id="ranking.of-total", reads="a rank", pattern=pattern)


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        ('[[entry]]\nid = "a"\nforms = ["a"]\ncolour = "red"', ("entry", "a", "colour")),
        ('[[entry]]\nid = "a"\nforms = ["a"]\n[[entry]]\nid = "b"\nforms = "b"', ("b", "array")),
        ('[[entry]]\nforms = ["a"]', ("entry number 1", "id")),
        ('[[entry]]\nid = "a', ("not valid TOML", "Mend the syntax")),
        ("", ("entry", "Compare with a neighbouring entry")),
    ],
    ids=["unknown key", "wrong type", "no id", "bad syntax", "nothing in it"],
)
def test_a_file_that_does_not_fit_is_told_with_the_rule(
    tmp_path: Path, content: str, parts: tuple[str, ...]
) -> None:
    (tmp_path / "posts.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load_toml("posts.toml", File, tmp_path)
    message = str(caught.value)
    assert message.startswith("rules/posts.toml")
    assert caught.value.remedy in message
    for part in parts:
        assert part in message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"rules/posts\.toml: there is no such file"):
        load_toml("posts.toml", File, tmp_path)


def test_the_rules_are_found() -> None:
    assert list(find_rules().rglob("*.toml"))


@pytest.mark.parametrize(
    ("entries", "problem"),
    [
        ([("a", "Sở Y tế"), ("a", "Sở Nội vụ")], "id is used twice"),
        ([("a", "Sở Y tế"), ("b", "sở y tế")], "is a form of a too"),
    ],
    ids=["id", "form"],
)
def test_a_lexicon_refuses_what_stands_twice(entries: list[tuple[str, str]], problem: str) -> None:
    with pytest.raises(RuleError, match=problem):
        Lexicon("lexicons/x", [Entry(id=name, forms=(form,)) for name, form in entries])


def test_a_lexicon_finds_a_form_whatever_its_case_and_blanks() -> None:
    lexicon = Lexicon("lexicons/x", [Entry(id="health", forms=("Sở Y tế", "SYT"))])
    assert lexicon["SỞ  Y\ntế"].id == "health"
    assert lexicon.get("Sở Y") is None


@pytest.mark.parametrize(
    ("forms", "text", "found"),
    [
        (("tăng", "tăng thêm", "tăng thêm nữa"), "Tăng  THÊM nữa 3", "Tăng  THÊM nữa"),
        (("tăng", "tăng thêm", "tăng thêm nữa"), "tăng thêm nữa3", "tăng thêm"),
        (("Sở", "sở Y tế", "sở"), "SỞ Y TẾ", "SỞ Y TẾ"),
        (("tp", "tp.", "tp. mới"), "ở TP.Huế", "TP."),
        (("tp", "tp.", "tp. mới"), "một tpx, một tp", "tp"),
        (("(", "(trên"), "số (trên)", "(trên"),
        ((), "gì cũng được", ""),
    ],
)
def test_of_forms_the_longest_is_found_as_a_whole_word(
    forms: tuple[str, ...], text: str, found: str
) -> None:
    match = regex.search(alternation(forms), text, regex.I)
    assert match is not None
    assert match.group() == found


def test_a_pattern_reads_annotations_and_keeps_offsets() -> None:
    pattern = compile_pattern(rule(r"thứ\s+{fraction:anchor}"), "facts/ranking.toml")
    text = "xếp thứ 86/193 nước"
    found = pattern.search(mask(text, 0, [("fraction", 8, 14)]))
    assert found is not None
    assert text[found.start("anchor") : found.end("anchor")] == "86/193"
    assert not pattern.search(text)


def test_a_pattern_reads_word_lists() -> None:
    pattern = compile_pattern(rule(r"{rise}\s+\d"), "facts/x.toml", {"rise": ["tăng", "tăng lên"]})
    assert pattern.search("đã TĂNG  lên 3")
    assert not pattern.search("đã tăng dần 3")


@pytest.mark.parametrize(
    ("pattern", "problem", "remedy"),
    [("{planet}", "unknown placeholder {planet}", "Use one of"), ("(", "not a valid", "Mend")],
)
def test_a_bad_pattern_is_told_with_file_rule_and_remedy(
    pattern: str, problem: str, remedy: str
) -> None:
    with pytest.raises(RuleError) as caught:
        compile_pattern(rule(pattern), "facts/ranking.toml")
    message = str(caught.value)
    assert message.startswith("rules/facts/ranking.toml, ranking.of-total: ")
    assert problem in message
    assert remedy in message


def test_every_pattern_shows_what_it_reads() -> None:
    files = [
        path for folder in ("clean", "facts") for path in (find_rules() / folder).glob("*.toml")
    ]
    rules = [
        rule
        for path in files
        for rule in tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
    ]
    assert rules
    # a rule that only keeps others from reading shows what it leaves unread
    shown = [rule.get("no" if rule.get("slots", {}).get("skip") else "yes") for rule in rules]
    assert [rule["id"] for rule, examples in zip(rules, shown, strict=True) if not examples] == []


@pytest.mark.parametrize("head", ["(?P<topic>)", "^(?P<topic>.*?)"])
def test_a_topic_is_what_stands_before_the_verb_however_the_rule_puts_it(head: str) -> None:
    found = regex.search(rf"{head}\s+tăng", "Doanh thu của hãng tăng mạnh")
    assert found is not None
    assert topic_of(found) == "Doanh thu của hãng"
