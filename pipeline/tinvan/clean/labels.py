"""From the outline of a text to a label for each line."""

from collections.abc import Sequence

import regex

from tinvan.clean.lines import SeenLine
from tinvan.clean.outline import Outline
from tinvan.clean.page import rule_in_article, rule_outside, signs_by_markup
from tinvan.clean.repetition import Repetition
from tinvan.clean.rules import LineMatch
from tinvan.clean.structure import Mark, Structure
from tinvan.clean.title import HEAD_LINES

_WHOLE_ARTICLE = 700  # characters of a line that holds more than a lead
_LEAD_WORDS = 12
_ASIDE_WORDS = 10  # of what stands beside the dateline: a section, an author's post, a counter
_HEADING_WORDS = 25
_ASKING_WORDS = 15  # of a heading that asks or exclaims
_NEAR_TITLE = 4  # lines between the title and what belongs to it
_LONGEST_BYLINE = 60  # characters of a line that the markup calls a byline
_ITEM = regex.compile(r"(?:\d{1,2}\s?[.)]|[-–+•*])\s?\S")
_NUMBERED = regex.compile(r"\d{1,2}\s?[.)]\s?\p{Lu}")
_BEHIND = {
    "comment": "comment.behind-heading",
    "widget": "widget.behind-heading",
    "tag": "tag.behind-heading",
    "footer": "footer.behind-imprint",
}


class Labeller:
    """Labels the lines of one text, from the first to the last.

    Args:
        lines: The lines.
        outline: Where the article stands among them; None if there is none.
        structure: The structural rules.
        is_page: Whether the markup is known.
    """

    def __init__(
        self,
        lines: Sequence[SeenLine],
        outline: Outline | None,
        structure: Structure,
        *,
        is_page: bool,
    ) -> None:
        self._lines = lines
        self._outline = outline or Outline(None, 0, 0, 0)
        self._marks = structure
        self._is_page = is_page
        self._boxed = {index for box in self._outline.boxes for index in box}
        self._linked = {index for row in self._outline.linked for index in row}
        self._kept = Repetition()
        self._has_lead = False
        self._in_list = False
        self._paragraphs = 0
        self._opened = ""

    def run(self) -> list[Mark]:
        """Return the mark of each line."""
        outline = self._outline
        marks = []
        for index, line in enumerate(self._lines):
            if line.has("hidden"):
                mark = self._marks["markup.widget"]
            elif index < outline.start:
                mark = self._above(index, line)
            elif index < outline.end:
                mark = self._within(index, line)
            elif index == outline.late_lead:
                mark = self._marks["lead.at-the-end"]
            else:
                mark = self._behind(index, line)
            marks.append(mark)
        return marks

    def _above(self, index: int, line: SeenLine) -> Mark:
        """Label a line above the article."""
        if mark := self._beside_title(index, line):
            return mark
        if self._is_page:
            return self._on_page(line)
        if line.outside is not None:
            return _mark(line.outside)
        if self._in_menu(index, line):
            return self._marks["nav.before-title"]
        if line.caption is not None:
            return _mark(line.caption)
        if line.is_prose:
            self._kept.add(line)
            self._has_lead = True
            return self._marks["lead.before-title"]
        return self._marks["nav.before-title"]

    def _in_menu(self, index: int, line: SeenLine) -> bool:
        """Tell whether a line above the title is of the menus there, whatever it looks like."""
        start = self._outline.start
        if start - index > _NEAR_TITLE:
            return True
        below = self._lines[start : start + HEAD_LINES]
        return start >= HEAD_LINES and all(other.key != line.key for other in below)

    def _within(self, index: int, line: SeenLine) -> Mark:
        """Label a line of the article, or one that has got into it."""
        if index == self._outline.title:
            self._kept.add(line)
            return self._marks["title.headline"]
        mark = self._beside_title(index, line) or self._foreign(index, line)
        if mark is None:
            self._kept.add(line)
            self._paragraphs += line.is_prose
            mark = self._content(index, line)
        return mark

    def _beside_title(self, index: int, line: SeenLine) -> Mark | None:
        """Label dateline and byline between the title and the paragraphs."""
        start, title = self._outline.start, self._outline.title
        below = index - (start if title is None else title)
        reach = _NEAR_TITLE * (2 if below > 0 else 1)
        if self._paragraphs > 1 or abs(below) > reach or len(self._lines) == 1:
            return None
        if match := line.signature("head"):
            return _mark(match)
        if title is None or below < 0:
            return None
        match = line.signature("end")
        if match and match.rule.ends and self._paragraphs == 0:
            return _mark(match)
        if signs_by_markup(line):
            return self._marks["byline.markup"]
        around = self._lines[max(0, index - _NEAR_TITLE) : index + _NEAR_TITLE]
        if not any(other.signature("head") for other in around):
            return None
        if line.is_name and not line.has("link"):
            return self._marks["byline.beside-dateline"]
        if self._is_aside(index, line):
            return self._marks["widget.beside-dateline"]
        return None

    def _is_aside(self, index: int, line: SeenLine) -> bool:
        """Tell whether a line of a text beside the dateline is too short for a lead."""
        return (
            not self._is_page
            and not self._has_lead
            and self._paragraphs == 0
            and index != self._outline.title
            and line.is_plain
            and not line.is_prose
            and line.caption is None
            and line.words <= _ASIDE_WORDS
        )

    def _foreign(self, index: int, line: SeenLine) -> Mark | None:
        """Label a line amid the article that is not of it."""
        if self._is_page and (rule := rule_in_article(line)):
            return self._marks[rule]
        if line.outside is not None and not self._paragraphs:
            return _mark(line.outside)
        if line.furniture is not None:
            self._in_list = line.furniture.rule.opens
            return _mark(line.furniture)
        if index in self._boxed or (self._in_list and not line.is_paragraph):
            return self._marks["related.in-list"]
        if index in self._linked:
            return self._marks["related.listed-again"]
        self._in_list = False
        if rule := self._kept.rule(line, self._lines[index - 1]):
            return self._marks[rule]
        if line.is_glued:
            return self._marks["related.glued-titles"]
        if self._is_page and not line.has("main", "lead", "caption") and not line.is_prose:
            return self._marks["markup.widget"]
        return None

    def _content(self, index: int, line: SeenLine) -> Mark:
        """Label a line of the article's own."""
        if line.has("caption"):
            return self._marks["caption.markup"]
        if line.caption is not None and not self._is_fragment(index):
            return _mark(line.caption)
        if line.has("table") or line.is_row:
            return self._marks["table.cells"]
        if line.has("lead") and not self._has_lead:
            self._has_lead = True
            return self._marks["lead.markup"]
        if not self._has_lead and self._is_lead(index, line):
            self._has_lead = True
            return self._marks["lead.first-paragraph"]
        if self._is_heading(index, line):
            is_caption = self._has_lead and self._paragraphs == 1 and not _is_set_apart(line)
            return self._marks["caption.below-lead" if is_caption else "heading.short-line"]
        return self._marks["body.paragraph"]

    def _is_lead(self, index: int, line: SeenLine) -> bool:
        """Tell whether a line is the lead: the first paragraph, if need be without a full stop."""
        if line.is_prose:
            return len(line.text) <= _WHOLE_ARTICLE
        return (
            self._outline.title is not None
            and self._paragraphs == 0
            and line.is_plain
            and line.words >= _LEAD_WORDS
            and not self._is_fragment(index)
        )

    def _is_heading(self, index: int, line: SeenLine) -> bool:
        """Tell whether a line is a heading between paragraphs."""
        return (
            self._outline.start < index < self._outline.end - 1
            and line.words <= (_ASKING_WORDS if line.is_prose else _HEADING_WORDS)
            and not line.is_paragraph
            and not (_ITEM.match(line.text) and self._is_listed(index))
            and not self._is_fragment(index)
        )

    def _is_listed(self, index: int) -> bool:
        """Tell whether the line above or below is an item of a list."""
        around = (self._lines[index - 1], *self._lines[index + 1 : index + 2])
        return any(_ITEM.match(line.text) for line in around)

    def _is_fragment(self, index: int) -> bool:
        """Tell whether a line is a piece of a sentence that the loss of a link has broken."""
        line, lines = self._lines[index], self._lines
        if line.has("main"):
            return False
        if line.goes_on:
            return True
        below = lines[index + 1] if index + 1 < len(lines) else None
        if below is not None and below.gap == 0 and (line.breaks_off or below.goes_on):
            return True
        return index > 0 and line.gap == 0 and lines[index - 1].breaks_off

    def _behind(self, index: int, line: SeenLine) -> Mark:
        """Label a line behind the end of the article."""
        if index < self._outline.signed and (mark := self._signature(index, line)):
            return mark
        if rule := self._kept.rule(line):
            return self._marks[rule]
        if self._is_page:
            return self._on_page(line)
        return self._below(line)

    def _below(self, line: SeenLine) -> Mark:
        """Label a line behind the article by its words, or by the block that it stands in."""
        if line.behind is not None:
            if line.behind.rule.opens:
                self._opened = line.behind.rule.label
            return _mark(line.behind)
        return self._marks[_BEHIND.get(self._opened, "related.behind-end")]

    def _signature(self, index: int, line: SeenLine) -> Mark | None:
        """Label a line that signs the article."""
        if match := line.signature("end"):
            if match.rule.id == "source.according-to" and self._names_outlet(index + 1):
                return self._marks["byline.credited"]
            return _mark(match)
        if line.has("author") and len(line.text) <= _LONGEST_BYLINE:
            return self._marks["byline.markup"]
        if line.has("source"):
            return self._marks["source.markup"]
        named = line.is_name and not (self._is_page and rule_in_article(line))
        return self._marks["byline.name"] if named else None

    def _names_outlet(self, index: int) -> bool:
        """Tell whether a line that signs the article names an outlet: a known one, or by markup."""
        if index >= self._outline.signed:
            return False
        line = self._lines[index]
        match = line.signature("end")
        return match.rule.id == "source.outlet" if match else line.has("source")

    def _on_page(self, line: SeenLine) -> Mark:
        """Label a line of a page that is not of its article."""
        if rule := rule_outside(line):
            return self._marks[rule]
        if line.behind is not None:
            self._opened = line.behind.rule.label if line.behind.rule.opens else self._opened
            return _mark(line.behind)
        if self._opened == "comment":
            return self._marks["comment.behind-heading"]
        is_related = line.is_prose or self._opened == "related"
        return self._marks["related.behind-end" if is_related else "markup.widget"]


def _is_set_apart(line: SeenLine) -> bool:
    """Tell whether a short line is a heading by its number or its markup."""
    return bool(_NUMBERED.match(line.text)) or line.has("h2", "h3", "h4")


def _mark(match: LineMatch) -> Mark:
    """Return what a rule that knows the line by its words makes of it."""
    return Mark(match.rule.label, match.rule.id)
