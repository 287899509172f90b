"""Entities that a page defines itself: such a page is rejected, what only mentions them is read."""

import time

import pytest

from tinvan.read.decode import NotTextError, decode

BODY = "<html><body><p>Tỉ lệ đạt 19,10%.</p></body></html>"
DEFINED = {
    "one": '<!DOCTYPE html [<!ENTITY a "ha">]>',
    "behind all that may stand before": '\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n'
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD X[HTML 1.0\" 'http://tin.example/[.dtd' [\n"
    "<!-- <!ENTITY no 'no'> --><?php ']' ?><!ELEMENT p (#PCDATA)>"
    "<!ATTLIST p b CDATA '>]'>%more;<!ENTITY x SYSTEM 'a\">b'><!ENTITY % y PUBLIC 'a' 'b'>"
    "<!NOTATION gif SYSTEM 'gif'>\n<!ENTITY\n% a\n'ha'>]>",
    "called as what is external": "<!doctype tin [<!entity  system 'ha'>]>",
    "without an end": "<!DOCTYPE html [<!ENTITY a 'ha",
}
MENTIONED = {
    "none": "<!DOCTYPE html>",
    "an external DTD": '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "xhtml1.dtd">',
    "in a script": "<!DOCTYPE html><script>var a = '<!DOCTYPE x [<!ENTITY a \"ha\">]>'</script>",
    "in a comment": "<!-- <!DOCTYPE x [<!ENTITY a 'ha'>]> --><!DOCTYPE html>",
    "in a comment of the DTD": "<!DOCTYPE html [<!-- <!ENTITY a 'ha'> -->]>",
    "in the text": "<!DOCTYPE html><pre>[<!ENTITY a 'ha'>]</pre>",
    "behind a first element": "<html><!DOCTYPE html [<!ENTITY a 'ha'>]>",
    "external": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>",
    "in a name": "<!DOCTYPE html SYSTEM \"[<!ENTITY a 'ha'>]\">",
}


@pytest.mark.parametrize("head", DEFINED.values(), ids=DEFINED)
def test_a_page_that_defines_entities_is_not_read(head: str) -> None:
    with pytest.raises(NotTextError) as caught:
        decode((head + BODY).encode(), media="html")
    assert caught.value.reason == "entities"
    assert "written out" in caught.value.message


@pytest.mark.parametrize("head", MENTIONED.values(), ids=MENTIONED)
def test_a_page_that_mentions_entities_is_read(head: str) -> None:
    assert decode((head + BODY).encode(), media="html") == (head + BODY, ())


@pytest.mark.parametrize("media", ["text", "html"])
def test_a_text_defines_nothing(media: str) -> None:
    text = "Cách viết: <!DOCTYPE html [<!ENTITY a 'ha'>]>"
    assert decode(text.encode(), media=media)[0] == text  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "piece", ["<!--", "<?", "<!ENTITY ", "<!ENTITY a SYSTEM '", "<!ELEMENT ", "%a"]
)
def test_what_never_ends_takes_no_time(piece: str) -> None:
    began = time.process_time()
    for head in ("", "<!DOCTYPE html [", "<!DOCTYPE html [\n" * 2):
        decode((head + piece * 100_000).encode(), media="html")
    assert time.process_time() - began < 5
