"""Ids that come twice."""

import hashlib

REPEATED = "duplicate-id: an earlier article has this doc_id too"


class RepeatedIds:
    """Tells which ids came before: some 0.15 kB each in memory, however long they are."""

    def __init__(self) -> None:
        self._seen: set[bytes] = set()

    def add(self, doc_id: str) -> bool:
        """Note an id; tell whether it came before."""
        key = hashlib.blake2b(doc_id.encode(), digest_size=12).digest()
        if key in self._seen:
            return True
        self._seen.add(key)
        return False
