"""The dated registry: which public body a name means on a day, and what came before and after."""

from tinvan.registry.answer import Answer, Named
from tinvan.registry.lookup import UnknownAgencyError, agency_id, body_id, find_agency

__all__ = ["Answer", "Named", "UnknownAgencyError", "agency_id", "body_id", "find_agency"]
