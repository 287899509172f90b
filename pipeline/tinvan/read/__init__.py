"""Reading: from files, rows and pages to documents with lines."""

from tinvan.read.stage import Read

__all__ = ["Read"]
