"""What a page is, if no article: `rules/clean/page_kinds.toml`."""

import msgspec
import regex

from tinvan.clean.lines import SeenLine
from tinvan.clean.page_signs import SIGNS, PageView, button_share
from tinvan.compiled import compile_regex
from tinvan.document import PageKind, PageKindName
from tinvan.errors import RuleError
from tinvan.ruleset import Example, load_toml

_FILE = "clean/page_kinds.toml"
_LEAST = 4.0  # the sum of weights from which a page is of a kind
_KINDS: tuple[PageKindName, ...] = ("error-page", "comment-frame", "index-page")
_LONGEST_LINE = 160  # characters of a line that a pattern is tried on
_SITE = compile_regex(r"\s+[-|–—•»]\s+[^-|–—•»]+$|\s*\|[^|]+$")


class _Sign(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    id: str
    reads: str
    weight: float
    pattern: str = ""
    yes: tuple[Example, ...] = ()
    no: tuple[Example, ...] = ()


class _SignFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    rule: tuple[_Sign, ...]
    sign: tuple[_Sign, ...]
    about: str = ""


class PageKinds:
    """Tells lists of stories, frames of comments, error pages and other languages from articles."""

    def __init__(self) -> None:
        file = load_toml(_FILE, _SignFile)
        signs = (*file.sign, *file.rule)
        self._of = {
            kind: tuple(sign for sign in signs if sign.id.startswith(f"{kind}."))
            for kind in (*_KINDS, "article")
        }
        self._patterns = {sign.id: _compiled(sign) for sign in signs if sign.pattern}
        for sign in signs:
            if not sign.pattern and sign.id not in SIGNS:
                remedy = "Give it a pattern, or a function in clean/page_signs.py"
                raise RuleError(_FILE, sign.id, "nothing sees this sign", remedy)

    def __call__(self, view: PageView) -> PageKind | None:
        """Return what a page is; None for an article, and where little speaks against one."""
        against = {s.id: s.weight for s in self._of["article"] if self._shows(s.id, view)}
        for name in _KINDS:
            found: dict[str, float] = {}
            least = _LEAST - sum(against.values())
            left = sum(sign.weight for sign in self._of[name])
            for sign in self._of[name]:
                if sum(found.values()) + left < least:
                    break
                left -= sign.weight
                if self._shows(sign.id, view):
                    found[sign.id] = sign.weight
            if sum(found.values()) >= least:
                return PageKind(name=name, signs={**found, **against})
        return None

    def _shows(self, sign: str, view: PageView) -> bool:
        """Tell whether a page shows a sign."""
        if sign in SIGNS:
            return SIGNS[sign](view)
        pattern = self._patterns[sign]
        if sign == "comment-frame.buttons":
            return button_share(view, sum(_fits(pattern, line) for line in view.lines))
        title = view.document.page_title
        if any(pattern.fullmatch(part) for part in (title, _SITE.sub("", title)) if part):
            return True
        near = [line for line in view.lines if line.has("h1")] or view.lines[:1]
        if sign.startswith("error-page"):
            near = [line for line in view.lines if not line.has("link")]
        return any(_fits(pattern, line) for line in near)


def _fits(pattern: regex.Pattern[str], line: SeenLine) -> bool:
    return len(line.text) <= _LONGEST_LINE and pattern.fullmatch(line.text) is not None


def other_language(language: str | None) -> PageKind | None:
    """Return the kind of a page whose text is not Vietnamese.

    Args:
        language: Of its text, where it can be told.
    """
    if language in (None, "vi"):
        return None
    return PageKind(name="other-language", signs={f"other-language.{language}": _LEAST})


def _compiled(sign: _Sign) -> regex.Pattern[str]:
    """Return the pattern of a sign.

    Raises:
        RuleError: If it is no pattern.
    """
    try:
        return compile_regex(sign.pattern, regex.IGNORECASE)
    except regex.error as error:
        raise RuleError(_FILE, sign.id, f"bad pattern: {error}", "Mend the pattern") from None
