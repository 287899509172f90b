"""Takes documents that stand outside docs/ into the site: a hook of MkDocs."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
OUTSIDE = ("CONTRIBUTING.md", "CHANGELOG.md", "corpus/GUIDE.md", "corpus/AGREEMENT.md")
_GUIDES = "corpus/guide"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add them, under the names that they have in the project."""
    guides = sorted((ROOT / _GUIDES).glob("*.md"))
    for path in (*map(ROOT.joinpath, OUTSIDE), *guides):
        name = path.relative_to(ROOT).as_posix()
        # The guide of each type is reached from the guide, and has no place in the navigation.
        place = InclusionLevel.NOT_IN_NAV if path in guides else InclusionLevel.INCLUDED
        files.append(File.generated(config, name, abs_src_path=str(path), inclusion=place))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links lead to where documents stand in the site, in which docs/ is the root."""
    if page.file.src_uri in OUTSIDE or page.file.src_uri.startswith(_GUIDES):
        return re.sub(r"\]\((?:\.\./)*docs/", f"]({_up(page)}", markdown)
    return re.sub(r"\]\((?:\.\./)+(CONTRIBUTING|CHANGELOG|corpus)", rf"]({_up(page)}\1", markdown)


def _up(page: Page) -> str:
    """Return the way from a page to the root of the site."""
    return "../" * page.file.src_uri.count("/")
