"""Lists of stories, comments alone, error pages and other languages are told from articles."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bench.cleaning_texts import flatten
from tests.invented_pages import (
    ARTICLES,
    BODY,
    COMMENTS,
    ENGLISH,
    ERRORS,
    INDEXES,
    STYLES,
    TEASERS,
    TITLES,
    article,
    html,
    paragraphs,
    stories,
)
from tinvan.clean import Clean
from tinvan.clean.language import read_language
from tinvan.cli import main
from tinvan.document import Document, Source
from tinvan.folding import unmarked
from tinvan.metadata import Metadata
from tinvan.pipeline import Pipeline
from tinvan.read import Read

ENGLISH_TITLE = "The Luy reservoir gets its first water of the year"


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline((Read(), Clean()))


def page(pipeline: Pipeline, markup: str) -> Document:
    return pipeline(Source(doc_id="page", content=markup, media="html"))


def bare(pipeline: Pipeline, markup: str, url: str | None = None) -> Document:
    text = flatten(markup)
    return pipeline(Source(doc_id="text", content=text, metadata=Metadata(url=url)))


def kind(document: Document) -> str | None:
    return document.kind.name if document.kind else None


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ARTICLES)
def test_no_article_is_taken_for_anything_else(pipeline: Pipeline, name: str, style: str) -> None:
    markup = html(ARTICLES[name], style=style, title=TITLES[0])
    assert kind(page(pipeline, markup)) is None
    assert kind(bare(pipeline, markup)) is None


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ["photos with short captions", "two-line video", "document"])
def test_an_article_of_few_words_among_many_stories_is_one(
    pipeline: Pipeline, name: str, style: str
) -> None:
    url = "https://datmoi.example/ho-chua-nuoc-song-luy-don-dong-nuoc-20200917153212345.htm"
    body = ARTICLES[name] + stories(25)
    assert kind(page(pipeline, html(body, style=style, title=TITLES[0], url=url))) is None


def test_a_short_page_with_the_address_of_a_section_is_no_list(pipeline: Pipeline) -> None:
    body = "<h1>Tin vắn</h1><p>Tỉ lệ hộ có nước đạt 19,10%.</p>"
    head = '<link rel="canonical" href="https://datmoi.example/tin-van">'
    assert kind(page(pipeline, f"<head>{head}</head><body>{body}</body>")) is None


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", INDEXES)
def test_a_list_of_stories_is_an_index_page(pipeline: Pipeline, name: str, style: str) -> None:
    title, url, body = INDEXES[name]
    document = page(pipeline, html(body, style=style, title=title, url=url))
    assert kind(document) == "index-page"
    assert any(warning.startswith("index-page: ") for warning in document.warnings)


@pytest.mark.parametrize("name", [name for name in INDEXES if "undated" not in name])
def test_a_list_of_stories_is_known_without_its_markup(pipeline: Pipeline, name: str) -> None:
    title, _, body = INDEXES[name]
    assert kind(bare(pipeline, html(body, title=title))) == "index-page"


def test_the_address_tells_a_list_whose_text_does_not(pipeline: Pipeline) -> None:
    title, url, body = INDEXES["section with undated items"]
    assert kind(bare(pipeline, html(body, title=title), url)) == "index-page"


def test_stories_that_a_list_states_as_articles_make_it_none(pipeline: Pipeline) -> None:
    title, url, body = INDEXES["section"]
    nodes = [{"@type": "NewsArticle", "headline": headline} for headline in TITLES]
    markup = html(body, title=title, url=url, json_ld=json.dumps(nodes))
    assert kind(page(pipeline, markup)) == "index-page"


def test_a_list_with_a_text_about_itself_is_an_index_page(pipeline: Pipeline) -> None:
    title, url, body = INDEXES["section"]
    about = f"<div class='about'>{paragraphs(*BODY, *TEASERS)}</div>"
    assert kind(page(pipeline, html(body + about, title=title, url=url))) == "index-page"


def test_the_first_story_of_a_list_is_not_its_article(pipeline: Pipeline) -> None:
    title, url, body = INDEXES["section"]
    node = {"@type": "NewsArticle", "headline": TITLES[0], "datePublished": "2020-09-17T15:32"}
    markup = html(body, title=title, url=url, json_ld=json.dumps(node))
    document = page(pipeline, markup)
    assert kind(document) == "index-page"
    assert document.metadata.published is None


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", ERRORS)
def test_a_page_that_stands_in_for_an_article_is_an_error_page(
    pipeline: Pipeline, name: str, style: str
) -> None:
    title, body = ERRORS[name]
    markup = html(body, style=style, title=title)
    assert kind(page(pipeline, markup)) == "error-page"
    assert kind(bare(pipeline, markup)) == "error-page"


def test_comments_alone_are_a_comment_frame(pipeline: Pipeline) -> None:
    assert kind(page(pipeline, html(COMMENTS, title="Bình luận"))) == "comment-frame"
    assert kind(page(pipeline, f"<body>{COMMENTS}</body>")) == "comment-frame"
    assert kind(bare(pipeline, f"<body>{COMMENTS}</body>")) == "comment-frame"
    both = article(paragraphs(*BODY)) + COMMENTS
    assert kind(page(pipeline, html(both, title=TITLES[0]))) is None


@pytest.mark.parametrize("style", STYLES)
def test_the_text_and_not_the_menu_tells_the_language(pipeline: Pipeline, style: str) -> None:
    english = html(
        article(paragraphs(*ENGLISH), title=ENGLISH_TITLE), style=style, title=ENGLISH_TITLE
    )
    assert kind(page(pipeline, english)) == "other-language"
    vietnamese = page(pipeline, html(article(paragraphs(*BODY)), style=style, lang="en"))
    assert kind(vietnamese) is None
    assert vietnamese.metadata.language == "vi"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (" ".join(BODY), "vi"),
        (" ".join((*BODY, *ENGLISH)), "vi"),
        (" ".join((*BODY[:1], *ENGLISH, *ENGLISH)), None),
        (" ".join(ENGLISH), "en"),
        ("记者从会议上获悉今年的经济增长情况" * 5, "und"),
        ("Manchester United 2-1 Chelsea", None),
        ("", None),
        ("2 3 4 % ...", None),
    ],
)
def test_language(text: str, language: str | None) -> None:
    assert read_language(text) == language


def test_vietnamese_in_old_encodings_and_without_marks_is_no_other_language() -> None:
    text = " ".join(BODY)
    assert read_language(text.encode().decode("cp1252", "replace")) == "vi"
    assert read_language(unmarked(text)) in ("vi", None)


def test_such_pages_are_rejected_with_the_reason_unless_they_are_kept(tmp_path: Path) -> None:
    title, url, body = INDEXES["section"]
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "list.html").write_text(html(body, title=title, url=url), "utf-8")
    (pages / "news.html").write_text(html(ARTICLES["news"], title=TITLES[0]), "utf-8")
    given = ["extract", str(pages), "-q", "--out"]
    assert CliRunner().invoke(main, [*given, str(tmp_path / "a")]).exit_code == 3
    rejects = rows(tmp_path / "a" / "rejects.jsonl")
    assert [(row["doc_id"], row["reason"]) for row in rejects] == [("list.html", "index-page")]
    kept = [*given, str(tmp_path / "b"), "--keep", "index-page"]
    assert CliRunner().invoke(main, kept).exit_code == 0
    documents = rows(tmp_path / "b" / "docs.jsonl")
    assert [(row["doc_id"], row["kind"]) for row in documents] == [
        ("list.html", "index-page"),
        ("news.html", "article"),
    ]


def rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
