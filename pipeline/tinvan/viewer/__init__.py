"""The page of `tinvan view`: the articles of a run with their facts, in one HTML file."""

from tinvan.viewer.collect import Collected, collect
from tinvan.viewer.page import page_parts, write_page

__all__ = ["Collected", "collect", "page_parts", "write_page"]
