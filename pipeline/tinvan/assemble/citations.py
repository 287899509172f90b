"""Citations: what a sentence says of a document where it gives its number."""

from collections.abc import Iterator

import msgspec
import regex

from tinvan.assemble.document_kinds import DocumentCodes, DocumentKind, Number
from tinvan.assemble.document_titles import TitleReader
from tinvan.assemble.issuing import IssuerReader, behind_joint, body_at, is_day, local_issuer
from tinvan.assemble.windows import Stretch
from tinvan.compiled import compile_regex
from tinvan.document import DateMention, Document, Sentence, within
from tinvan.ruleset import alternation, load_word_lists
from tinvan.values.model import Value

_BEFORE = 120  # characters before a number that can hold its noun
_LIST = 90  # characters between two numbers of one noun
_STEPS = 8  # phrases behind a number that are read


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A document as one sentence cites it.

    Attributes:
        start: First character of its number.
        end: Behind the number.
        sentence: The sentence.
        kind: Its kind.
        generic: Whether the kind says no more than that it is a document.
        number: Its number.
        issuer: Who issued it.
        issued: The day of issue.
        title: What it is about.
        rule: What told its kind.
    """

    start: int
    end: int
    sentence: Sentence
    kind: str
    generic: bool
    number: Number
    issuer: str | None
    issued: DateMention | None
    title: str | None
    rule: str


class CitationReader:
    """Reads the citations of a document from the numbers among its values."""

    def __init__(self) -> None:
        self._codes = DocumentCodes()
        words = load_word_lists("lexicons/document_words")
        kinds = self._codes.kinds.alternation
        self._noun = compile_regex(
            rf"(?P<kind>{kinds})(?:\s*:?\s*|(?:\s(?!{kinds})\p{{L}}+){{0,3}}?\s+(?=số))"
            r"(?:(?:liên tịch|QPPL)\s)?(?:số\s*:?\s*){0,2}$",
            regex.I,
        )
        self._law = compile_regex(
            r"(?<!\w)(?P<kind>(?-i:(?:Bộ luật|Luật)))\s(?P<name>[^.;:()]{2,70}?)\s+số\s*:?\s*$",
            regex.I,
        )
        self._listed = compile_regex(
            rf"(?!.*{kinds})[^.]*(?:,|;|(?<!\w)(?:và|hoặc))\s*(?:số\s*:?\s*)?$", regex.I
        )
        self._enumerated = compile_regex(rf"\s*(?:,|và)\s*(?:{kinds}\s)?(?:số\s)?", regex.I)
        issued = alternation(words["issued"])
        self._issuing = IssuerReader(words)
        self._verb = compile_regex(rf"{issued}\s*", regex.I)
        self._sign = compile_regex(r"[\s,(–-]+")
        self._time = compile_regex(r"(?:vào\s|hôm\s|từ\s)?(?:ngày\s)?", regex.I)
        self._of = compile_regex(r"(?:của|do|bởi)\s+(?:(?-i:\p{Ll}+)\s){0,2}?", regex.I)
        # What the reader of values leaves of a number: 41 – NQ/TW, 512/UBND.VX
        self._rest = compile_regex(
            r"(?:(?:\s?[–-]\s?(?=(?:NQ|CT|KL|QĐ|TB|HD|CTr)/T[ƯWU])|\\?/)(?=\p{Lu})[\w&]+)?"
            r"(?:(?:(?<=\p{Lu})\.|(?<=\w)\\?[/–-])(?=\p{Lu})[\w&]+)*"
        )
        self._number_noun = compile_regex(r"(?:(?<!\w)số\s)?$", regex.I)
        self._titles = TitleReader(words, kinds)

    def __call__(self, document: Document) -> Iterator[Citation]:
        """Yield the citations in order; those of a list share who issued the last."""
        read = list(self._read(document))
        for index in reversed(range(len(read) - 1)):
            one, following = read[index : index + 2]
            between = document.view.text[one.end : following.start]
            if one.issuer is None and self._enumerated.fullmatch(between):
                read[index] = msgspec.structs.replace(one, issuer=following.issuer)
        yield from read

    def _read(self, document: Document) -> Iterator[Citation]:
        """Yield the citations, each read alone."""
        last: tuple[Value, DocumentKind] | None = None
        for value in document.values:
            sentence = document.sentence_at(value.start) if value.kind == "document" else None
            if sentence is None:
                continue
            end = self._rest.match(document.view.text, value.end, sentence.end).end()  # type: ignore[union-attr]
            number = Number.of(document.text_of(Stretch(value.start, end)))
            found = self._kind(document, sentence, value, number, last)
            if found is None:
                continue
            kind, rule, noun = found
            last = value, kind
            yield self._citation(
                document, sentence, Stretch(value.start, end), number, kind, rule, noun
            )

    def _kind(
        self,
        document: Document,
        sentence: Sentence,
        value: Value,
        number: Number,
        last: tuple[Value, DocumentKind] | None,
    ) -> tuple[DocumentKind, str, int] | None:
        """Return the kind, what told it, and where its noun starts."""
        text = document.view.text
        start = max(sentence.start, value.start - _BEFORE)
        before = document.text_of(Stretch(start, value.start))
        told = self._codes.kind(number)
        noun = next(self._noun.finditer(before), None) or self._law.search(before)
        if noun:
            kind = self._codes.kinds[noun["kind"]]
            return (told if told and kind.generic else kind), "document.noun", start + noun.start()
        if told:
            return told, "document.code", value.start
        near = last and last[0].end >= sentence.start and value.start - last[0].end <= _LIST
        if last and near and self._listed.match(text[last[0].end : value.start]):
            return last[1], "document.listed", value.start
        return None

    def _citation(
        self,
        document: Document,
        sentence: Sentence,
        place: Stretch,
        number: Number,
        kind: DocumentKind,
        rule: str,
        noun: int,
    ) -> Citation:
        """Return what the sentence says of the document."""
        issuer, issued, title = self._behind(document, sentence, place.end)
        if issuer is None or issued is None:
            who, when = self._issuing(document, sentence, noun)
            issued = issued or (when if issuer in (None, who) else None)
            issuer = issuer or who
        start = place.start
        if number.text.isdigit():
            start = self._number_noun.search(document.view.text, 0, start).start()  # type: ignore[union-attr]
        return Citation(
            start=start,
            end=place.end,
            sentence=sentence,
            kind=kind.name,
            generic=kind.generic,
            number=number,
            issuer=self._issuer(document, number, kind, issuer, start),
            issued=issued,
            title=title,
            rule=rule,
        )

    def _behind(
        self, document: Document, sentence: Sentence, at: int
    ) -> tuple[str | None, DateMention | None, str | None]:
        """Return issuer, day and title that follow a number."""
        text = document.view.text
        issuer, issued = None, None
        for _ in range(_STEPS):
            if at >= sentence.end:
                break
            if sign := self._sign.match(text, at, sentence.end):
                at = sign.end()
            if date := self._date_at(document, at):
                issued, at = issued or date, date.end
            elif (of := self._of.match(text, at)) and (named := body_at(document, of.end())):
                issuer, at = issuer or named[0], behind_joint(document, named[1])
            elif verb := self._verb.match(text, at, sentence.end):
                goes_on = self._date_at(document, verb.end()) or self._of.match(text, verb.end())
                title = None if goes_on else self._titles.read(document, Stretch(at, sentence.end))
                if title or (not goes_on and issuer is None):
                    return issuer, issued, title
                at = verb.end()
            elif title := self._titles.read(document, Stretch(at, sentence.end)):
                return issuer, issued, title
            else:
                break
        return issuer, issued, None

    def _date_at(self, document: Document, at: int) -> DateMention | None:
        """Return the day that starts at an offset, behind a preposition or not."""
        end = self._time.match(document.view.text, at).end()  # type: ignore[union-attr]
        for date in within(document.dates, Stretch(at, at + 60)):
            if date.start <= end and is_day(date):
                return date
        return None

    def _issuer(
        self, document: Document, number: Number, kind: DocumentKind, said: str | None, at: int
    ) -> str | None:
        """Return who issued a document: by its number, else by the text, else by its kind."""
        told = self._codes.issuers(number)
        names = [issuer.name for issuer in told if issuer.name]
        if names:
            return ", ".join(names) if kind.id == "thong-tu-lien-tich" else names[0]
        if told and not (said and said.startswith(told[0].local)):
            return local_issuer(document, told[0], at) or said
        return said or kind.issuer
