"""Limits that keep a run within its memory."""

# The size at which an article is given up, in bytes of its uncompressed form.
MAX_BYTES = 32_000_000
