"""Vietnamese in other charsets than Unicode: recognised by its syllables, and converted."""

from tinvan.charsets.repair import SURE, Repair, Repaired, recognise, repair
from tinvan.charsets.tables import as_windows_1252

__all__ = ["SURE", "Repair", "Repaired", "as_windows_1252", "recognise", "repair"]
