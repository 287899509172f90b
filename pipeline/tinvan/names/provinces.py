"""Where the areas of provinces go."""

from collections.abc import Mapping

from tinvan.errors import RuleError
from tinvan.names.lexicons import Province, load_entries

PROVINCES = "registry/provinces.toml"


def load_provinces() -> dict[str, Province]:
    """Return the provinces of the registry by id.

    Raises:
        RuleError: If they are missing or wrong.
    """
    provinces = {province.id: province for province in load_entries(PROVINCES, Province)}
    heirs_of(provinces)
    return provinces


def heirs_of(provinces: Mapping[str, Province]) -> dict[str, str]:
    """Return the ids of the provinces that the areas of provinces go to, by id.

    Raises:
        RuleError: If one goes to none, or round in a circle.
    """
    named = {name: p.id for p in provinces.values() for name in (p.renamed, p.name) if name}
    heirs: dict[str, str] = {}
    for province in provinces.values():
        if province.new_name not in named:
            problem = f"its new_name, “{province.new_name}”, is the name of no province"
            raise RuleError(PROVINCES, province.id, problem, "Mend it, or add that province")
        heirs[province.id] = named[province.new_name]
    for id in provinces:
        way = [id]
        while (heir := heirs[way[-1]]) != way[-1]:
            if heir in way:
                problem = f"by new_name its area goes round in a circle: {' → '.join([*way, heir])}"
                remedy = "Give the one that stands today its own name as new_name"
                raise RuleError(PROVINCES, id, problem, remedy)
            way.append(heir)
    return heirs
