"""From bytes to text: UTF-8, with a declared policy for what is not.

What is mostly UTF-8 is read, each bad byte sequence as U+FFFD, with a warning. What is mostly
not is rejected rather than guessed at: a wrong guess would give wrong names. Control
characters, NUL among them, are kept, so that offsets stay true; the view leaves them out.
"""

import codecs
import re
from typing import Literal

from tinvan.read.rejects import RejectReason

_MOSTLY = 0.1  # real Vietnamese text in another charset has a quarter of its characters bad
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class NotTextError(Exception):
    """Bytes that are not text, or not in a charset that is read.

    Attributes:
        reason: The reason to reject them.
        message: What is wrong, and the remedy.
    """

    def __init__(self, reason: RejectReason, message: str) -> None:
        self.reason, self.message = reason, message
        super().__init__(message)


def decode(
    data: bytes,
    *,
    media: Literal["text", "html"] = "text",
    declared: str | None = None,
) -> tuple[str, tuple[str, ...]]:
    """Return the text of some bytes, unchanged, and warnings.

    Args:
        data: The bytes.
        media: What they are.
        declared: The charset that the HTTP header names.

    Raises:
        NotTextError: If the bytes are mostly no text, or mostly not UTF-8, or blank.
    """
    warnings: tuple[str, ...] = ()
    bad = 0
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8", "replace")
        bad = text.count(_REPLACEMENT)
        warnings = (_warning(data, bad, error.start),)
    controls = len(_CONTROL.findall(text))
    if controls > _MOSTLY * len(text):
        raise NotTextError("binary", "this is no text: it is full of control characters")
    if bad > _MOSTLY * len(text):
        raise NotTextError(
            "encoding",
            f"{bad} of {len(text)} characters are not UTF-8; convert it: iconv -f CHARSET -t UTF-8",
        )
    if not text.strip("\ufeff \t\r\n\f\v"):
        raise NotTextError("empty", "there is nothing in it but blanks")
    return text, warnings


def without_surrogates(text: str) -> str:
    """Return the text with U+FFFD for each lone surrogate, which no file can hold."""
    return _SURROGATE.sub(_REPLACEMENT, text)


def _warning(data: bytes, bad: int, start: int) -> str:
    """Say how bytes that are not UTF-8 were read."""
    if data.startswith(_UTF_16):
        return "utf-16: read as UTF-16, as its byte order mark says"
    return f"invalid-utf8: {bad} characters read as U+FFFD, the first at byte {start}"
