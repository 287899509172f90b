"""How a place stands within the name of a body: "tỉnh Bến Tre", "Tỉnh ủy | Bến Tre"."""

_WHOLE = "thành phố hồ chí minh"  # named after a person: never without its unit
_UNITS = ("tỉnh ", "thành phố ", "quận ", "huyện ", "thị xã ")
_LOWERED = frozenset(("Tỉnh", "Huyện", "Quận", "Thị", "Xã", "Phường", "Đặc", "Thôn", "Bang", "Hạt"))
# Units that the names of some bodies start with (rules/lexicons/agency_heads.toml, everywhere).
CARRIED = ("tỉnh", "thành phố", "quận", "huyện", "thị xã")


def lowered_unit(place: str) -> str:
    """Return a place as it stands within a name: "tỉnh Bến Tre", "Thành phố Huế", "London"."""
    unit = place.partition(" ")[0]
    return place[0].lower() + place[1:] if unit in _LOWERED else place


def bare_place(place: str) -> str:
    """Return the name of a place without its unit, where it can stand so: not "Quận 3"."""
    unit = next((unit for unit in _UNITS if place.lower().startswith(unit)), "")
    rest = place[len(unit) :]
    if place.lower() == _WHOLE or not unit or not rest[:1].isupper():
        return place
    return rest


def place_of_body(place: str, everywhere: str) -> str:
    """Return a place as it stands in the name of a body that every unit of some kind has.

    Args:
        place: The full name of the place.
        everywhere: The unit that the name of the body starts with: "tỉnh" of "Tỉnh ủy"; "any"
            and "" where it starts with none.
    """
    return bare_place(place) if everywhere in CARRIED else lowered_unit(place)
