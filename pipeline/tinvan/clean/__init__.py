"""Cleaning: every line gets a label and the rule that gave it; nothing is deleted."""

from tinvan.clean.stage import Clean

__all__ = ["Clean"]
