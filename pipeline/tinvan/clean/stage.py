"""The clean stage."""

import msgspec

from tinvan.clean.authors import Authors
from tinvan.clean.labels import Labeller
from tinvan.clean.language import read_language
from tinvan.clean.lines import see_lines
from tinvan.clean.metadata import fill_metadata, with_language, without_article
from tinvan.clean.outline import Outline, outline_text
from tinvan.clean.page import outline_page
from tinvan.clean.page_kind import PageKinds, other_language
from tinvan.clean.page_signs import PageView
from tinvan.clean.rules import LineRules
from tinvan.clean.slug import slug_words
from tinvan.clean.structure import Structure
from tinvan.document import Document

_FRAGMENT = 12  # lines of a page that is too small to have blocks


class Clean:
    """Labels every line and reads the metadata that the page prints."""

    name = "clean"

    def __init__(self) -> None:
        self._rules = LineRules()
        self._structure = Structure()
        self.authors = Authors()
        self._kinds = PageKinds()

    def __call__(self, document: Document) -> Document:
        """Return the document with labelled `lines`, filled `metadata`, `kind` and `warnings`."""
        seen = see_lines(document.view, document.lines, self._rules)
        is_page = document.source.media == "html"
        headline = document.metadata.title
        outline: Outline | None = None
        if is_page:
            outline = outline_page(seen, headline)
            is_page = outline is not None or len(seen) > _FRAGMENT
        if not is_page:
            outline = outline_text(seen, headline, slug_words(document.metadata.url))
        marks = Labeller(seen, outline, self._structure, is_page=is_page).run()
        lines = tuple(
            msgspec.structs.replace(line, label=mark.label, rule=mark.rule)
            for line, mark in zip(document.lines, marks, strict=True)
        )
        metadata, warnings = fill_metadata(document.metadata, seen, marks, self.authors)
        cleaned = document.replace(
            lines=lines, metadata=metadata, warnings=(*document.warnings, *warnings)
        )
        view = PageView(cleaned, seen, marks, outline)
        language = read_language("\n".join(line.text for line in view.content or seen))
        metadata = with_language(metadata, language)
        if other := other_language(language):
            return cleaned.taken_for(other).replace(metadata=metadata)
        if kind := self._kinds(view):
            return cleaned.taken_for(kind).replace(metadata=without_article(metadata))
        return cleaned.replace(metadata=metadata)
