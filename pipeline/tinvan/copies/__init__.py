"""Copies: articles of a run that print the text of an earlier one.

A count of sources must be no count of copies: an agency's story on ten sites is one source. Each
article gets a `Signature`, which a `CopyFinder` keeps on disk. When all are in, MinHash finds
which pairs may be copies (`candidates`), and `compare` decides.
"""

from tinvan.copies.compare import Comparison, compare
from tinvan.copies.finder import Copy, CopyFinder
from tinvan.copies.signatures import Signature, sign, signature

__all__ = ["Comparison", "Copy", "CopyFinder", "Signature", "compare", "sign", "signature"]
