"""From markup to a flat sequence of tags with the text behind each, however broken the markup is.

resiliparse builds the tree as browsers do (HTML5) and writes it out again, well-formed: every
element closed, every attribute in double quotes. That canonical form is cut into tokens by one
expression. It takes a tenth of the time of a walk over the tree's nodes from Python, and no depth
of nesting exhausts anything.
"""

import contextlib
import html
import re
import warnings
from collections.abc import Sequence
from typing import NamedTuple

from bs4 import BeautifulSoup
from resiliparse.parse.html import HTMLTree

# Names of attributes may hold quotes, as of `<a href="x"" title="y">`.
_ATTRIBUTES = r"(?: =?[^\s=>/]*=\"[^\"]*\")*+"
# A script in a comment in a script ends neither (HTML standard, "script data double escaped").
_INNER_SCRIPT = r"<script[\s/>](?:[^<-]+|-(?!->)|<(?!/script[\s/>]))*+</script[\s/>]"
_SCRIPT = (
    rf"(?i:[^<]+|<!--(?!-?>)(?:[^<-]+|-(?!->)|<(?!/?script[\s/>])|{_INNER_SCRIPT})*+"
    r"|<(?!/script>))*+"
)
_TOKEN = re.compile(
    # What the canonical form writes unescaped, and comments, go by as a whole.
    rf"<(?:(?:script{_ATTRIBUTES}>{_SCRIPT}</script>"
    rf"|(style|xmp|iframe|noembed|noframes|plaintext){_ATTRIBUTES}>(?:[^<]+|<(?!/\1>))*+</\1>)"
    r"|!--.*?-->|![^>]*>"
    rf"|(/?)([a-z][^\s>/]*)({_ATTRIBUTES})>)"
    r"([^<]*)",
    re.DOTALL,
)
# Parsers compare every attribute of a tag with all others, so that a million of them take hours.
_LONG = 8_000  # characters of a tag that may hold too many of them
_MOST = 1_000  # attributes that are read; the blanks between them count too, below
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"?+|'[^']*+'?+)*+""")
_WRITTEN_ATTRIBUTE = (
    r"""(?:[\s/]++|=?[^\s/>=]++(?:\s*+=\s*+(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)?+)?+)"""
)
_CROWDED_TAG = re.compile(
    r"<(?:!--.*?(?:-->|\Z)"
    r"|(?:(script|style|textarea|title|xmp|iframe|noembed|noframes)\b[^>]*+>.*?(?:</\1|\Z))"
    rf"|([a-z][^\s/>]*+{_WRITTEN_ATTRIBUTE}{{{2 * _MOST}}}+){_WRITTEN_ATTRIBUTE}*+)",
    re.DOTALL | re.IGNORECASE,
)
_UNREADABLE = re.compile(r"[\ud800-\udfff]")
VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
    "keygen", "link", "meta", "param", "source", "track", "wbr",
))  # fmt: skip
"""Elements without a closing tag in the canonical form (HTML standard, 13.3)."""


class Token(NamedTuple):
    """A tag and the text behind it; plain tuples of this form serve as well, and cost less.

    Attributes:
        skipped: Tag name of an element other than a script that goes by as a whole, or "".
        slash: "/" if an element ends here, or "".
        tag: Tag name of the element that begins or ends here; "" for comments and what is skipped.
        attributes: The attributes of the element that begins here, as written.
        text: The characters up to the next tag, as written.
    """

    skipped: str
    slash: str
    tag: str
    attributes: str
    text: str


def parse(markup: str) -> HTMLTree:
    """Return the tree of a page, without what no parser takes or what it takes too long for."""
    markup = _uncrowded(markup)
    if "\0" not in markup:
        with contextlib.suppress(UnicodeEncodeError):  # half of a surrogate pair
            return HTMLTree.parse(markup)
    return HTMLTree.parse(_readable(markup))


def parse_as_xhtml(markup: str) -> HTMLTree:
    """Return the tree of a page in which a tag such as `<script src="a.js"/>` is closed.

    HTML5 lets such an element swallow the page up to its end; BeautifulSoup on lxml does not.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # bs4's remarks on odd input
        return HTMLTree.parse(str(BeautifulSoup(_readable(_uncrowded(markup)), "lxml")))


def _readable(markup: str) -> str:
    """Return markup without characters that parsers refuse."""
    return _UNREADABLE.sub("\ufffd", markup.replace("\0", ""))


def _uncrowded(markup: str) -> str:
    """Return markup without the attributes of a tag that has more than anybody reads."""
    if any(tag.end() - tag.start() > _LONG for tag in _TAG.finditer(markup)):
        markup = _CROWDED_TAG.sub(lambda tag: f"<{tag[2]}" if tag[2] else tag[0], markup)
    return markup


def read_tokens(tree: HTMLTree) -> Sequence[Token]:
    """Return the tags of a page's body in order; their names are in lower case."""
    body = tree.body
    return _TOKEN.findall(str(body)) if body is not None else ()


def unescaped(text: str) -> str:
    """Return characters as written without their character references."""
    return html.unescape(text) if "&" in text else text
