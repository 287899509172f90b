"""The registered bodies by name, day, and what came before and after them."""

import difflib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tinvan.folding import fold, unmarked
from tinvan.names.lexicons import Body
from tinvan.names.words import keys_of
from tinvan.registry.answer import Answer, Named
from tinvan.registry.periods import choose, last_day, stands
from tinvan.registry.telling import Asked, told, unborn

_SIGNS = frozenset("-,.()\"'/")


def form_key(form: str) -> tuple[str, ...]:
    """Return what spellings of one form share: its words, without case, signs and "&"."""
    return tuple("và" if key == "&" else key for key in keys_of(form) if key not in _SIGNS)


class Registry:
    """The registered bodies.

    Args:
        bodies: By id.
    """

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self.bodies = bodies
        self._by_form: dict[tuple[str, ...], list[Body]] = defaultdict(list)
        self._before: dict[str, list[str]] = defaultdict(list)
        for body in bodies.values():
            for key in {form_key(form) for form in (body.name, *body.forms, *body.brands)}:
                self._by_form[key].append(body)
            for successor in body.successor:
                self._before[successor].append(body.id)

    def named(self, name: str, day: str | None) -> Body | None:
        """Return the body that a name means on a day; else the one that it meant nearest to it."""
        bodies = self._by_form.get(form_key(name))
        return choose(bodies, day) if bodies else None

    def parent(self, body: Body, day: str | None) -> Named | None:
        """Return the body that one belonged to on a day."""
        day = day or body.valid_to
        parent = body.parent
        if day:
            parent = next((p.id for p in body.parents_before if day <= p.until), parent)
        if parent is None:
            return None
        return self.heir(parent, day) if day else self.short(parent)

    def heir(self, id: str, day: str) -> Named | None:
        """Return the one body that stood on a day in place of another, or None."""
        heirs = self.held(self.bodies[id], day)
        return heirs[0] if len(heirs) == 1 else None

    def short(self, id: str) -> Named:
        """Return a body in short."""
        return Named(id, self.bodies[id].name)

    def held(self, body: Body, day: str) -> tuple[Named, ...]:
        """Return what stood on a day in place of a body: itself, its successors, or what it was."""
        found: dict[str, None] = {}
        seen = {body.id}
        queue = [body]
        while queue:
            one = queue.pop(0)
            after = day > self._latest(one)
            if stands(one, day) and not after:
                found[one.id] = None
                continue
            near = one.successor if after else self._before[one.id]
            queue.extend(self.bodies[id] for id in near if id not in seen)
            seen.update(near)
        return tuple(self.short(id) for id in found)

    def _latest(self, body: Body) -> str:
        """Return the last day that a body can have stood: what followed it did not end first."""
        if body.valid_to or not body.ended:
            return last_day(body)
        return min((last_day(self.bodies[id]) for id in body.successor), default="9")

    def answer(self, body: Body, asked: Asked) -> Answer:
        """Say what is known of a body on a day."""
        gone = asked.on is not None and asked.on > self._latest(body)
        stands_then = asked.on is not None and stands(body, asked.on) and not gone
        return told(
            body,
            asked,
            self.short(body.id),
            read_by="registry",
            parent=self.parent(body, asked.on if stands_then else None),
            successor=tuple(self.short(id) for id in body.successor),
            predecessor=tuple(self.short(id) for id in self._before[body.id]),
            held=self.held(body, asked.on) if asked.on and not stands_then else (),
            unborn=unborn(self.bodies[id] for id in self._before[body.id]),
            gone=gone,
        )

    def forms(self) -> Iterator[str]:
        """Yield every spelling of every body."""
        for body in self.bodies.values():
            yield from (body.name, *body.forms, *body.brands)


def near_names(name: str, forms: Sequence[str], alike: float, count: int = 5) -> list[str]:
    """Return the forms that look most like a name, marks and signs apart.

    Args:
        name: The name.
        forms: The forms to choose from.
        alike: How alike they must be, from 0 to 1.
        count: How many at most.
    """
    plain: dict[str, str] = {}
    for form in forms:
        plain.setdefault(unmarked(fold(form)), form)
    close = difflib.get_close_matches(unmarked(fold(name)), plain, count, alike)
    return [plain[match] for match in close]
