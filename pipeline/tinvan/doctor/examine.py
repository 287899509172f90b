"""The examination, one thing after another."""

from collections.abc import Iterator

import tinvan
from tinvan.doctor.finding import Finding
from tinvan.doctor.installed import files
from tinvan.doctor.machine import cache, cores_and_memory
from tinvan.doctor.packages import packages, python

_SENTENCE = "Tỉ lệ hồ sơ trực tuyến của tỉnh đạt 52,5%."
_READ = ("percentage", "52,5%", 52.5, "2020-09-17")


def examine() -> Iterator[Finding]:
    """Yield what is found of each thing that tinvan needs or can use."""
    yield Finding("tinvan", "ok", tinvan.__version__)
    yield python()
    yield from packages()
    yield cores_and_memory()
    yield cache()
    yield files()
    yield self_test()


def self_test() -> Finding:
    """Read a sentence, and say whether its fact is the right one."""
    try:
        read = [
            (fact.__struct_config__.tag, fact.anchor.text, getattr(fact, "value", None),
             fact.date.start if fact.date else None)
            for fact in tinvan.extract(_SENTENCE, published=_READ[-1])
        ]  # fmt: skip
    except Exception as error:
        said = f"“{_SENTENCE}” could not be read: {type(error).__name__}: {error}"
        return Finding("self-test", "wrong", said, "Mend what is wrong above, or report this")
    if read != [_READ]:
        said = f"“{_SENTENCE}” was read as {read or 'nothing'}"
        return Finding("self-test", "wrong", said, "Install tinvan again, or report this")
    return Finding("self-test", "ok", f"“{_SENTENCE}” gives {_READ[1]} on {_READ[3]}")
