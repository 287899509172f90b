"""Names of local bodies taken apart, and what follows for a body from its place."""

import msgspec

from tinvan.folding import fold, unmarked
from tinvan.names.lexicons import LocalBody
from tinvan.names.place_names import bare_place, lowered_unit
from tinvan.names.places import PlaceSpan
from tinvan.registry.periods import ProvincePeriod


class LocalName(msgspec.Struct, frozen=True, kw_only=True):
    """The name of a local body, taken apart.

    Attributes:
        bodies: The kinds of local body that it may name.
        number: The number of a regional body, with what stands behind it.
        region: The number alone.
        place: The place that it names first; None where it names none.
        province: Id of its province, if known.
        unit: Level of the place; "province" where it names none.
        typed: Whether the place has its unit: "tỉnh", "TP".
    """

    bodies: tuple[LocalBody, ...]
    number: str = ""
    region: str = ""
    place: PlaceSpan | None = None
    province: str | None = None
    unit: str = "province"
    typed: bool = False


_DISTRICTS = ("quan ", "huyen ", "thi xa ", "thanh pho ")


def local_id(body: LocalBody, found: LocalName) -> str | None:
    """Return the id of a body of a numbered region, or of a district.

    That of a district needs its unit and its province told: "thành phố Cao Lãnh" is none with
    "huyện Cao Lãnh", and "huyện Châu Thành" is in ten provinces.
    A commune has none: before 2025-07-01 its name is not the only one of its kind in a province.
    """
    if found.region:
        if unit_of(body) == "province":
            return f"vn.{body.id}.{found.region}"
        return f"vn.{found.province}.{body.id}.{found.region}" if found.province else None
    if found.place is None or not found.province or found.unit != "district":
        return None
    place = unmarked(fold(found.place.name))
    if not (found.place.is_named and place.startswith(_DISTRICTS)):
        return None
    return f"vn.{found.province}.{body.id}.{place.replace(' ', '-')}"


def within(body: LocalBody, province: ProvincePeriod) -> LocalBody:
    """Return a body as it is in a province: it stands no longer than that, nor before it."""
    end = min(filter(None, (body.valid_to, province.valid_to)), default=None)
    with_place = end is not None and end == province.valid_to
    ended = province.ended if with_place and body.valid_to != end else body.ended
    return msgspec.structs.replace(
        body,
        valid_from=max(filter(None, (body.valid_from, province.valid_from)), default=None),
        valid_to=end,
        ended=ended,
        verified=body.verified or with_place,
        source=province.source if with_place else body.source,
    )


def unit_of(body: LocalBody) -> str | None:
    """Return the level of the place that makes a body's name whole."""
    return body.unit or body.level


def region_name(body: LocalBody, found: LocalName, province: ProvincePeriod | None) -> str:
    """Return the name of a body of a numbered region: "Tòa án nhân dân khu vực 1 - Hà Nội"."""
    name = f"{body.name} {found.number.split()[0].rstrip(',.)(')}"
    if province is None:
        return name
    if "khu vực" not in body.name:
        return local_name(msgspec.structs.replace(body, name=name), province.name)
    return f"{name} - {bare_place(province.name)}"


def local_name(body: LocalBody, place: str | None) -> str:
    """Return the name of a local body with its place as it stands within a name."""
    if place is None:
        return body.name
    if body.within:
        return f"{body.name} {bare_place(place)}"
    return f"{body.name} {lowered_unit(place)}"
