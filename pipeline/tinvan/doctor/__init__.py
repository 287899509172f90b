"""Whether tinvan can work here, and what to do where it cannot: `tinvan doctor`."""

from tinvan.doctor.examine import examine
from tinvan.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]
