"""Limits that keep a run within its memory and its time."""

# The size at which an article is given up, in bytes of its uncompressed form: the largest of 3,405
# real rows has 12 KB, a page seldom 1 MB, and to read a text of 5 MB takes more than a minute.
MAX_BYTES = 5_000_000
