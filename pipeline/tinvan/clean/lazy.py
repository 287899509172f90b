"""Attributes that are found when they are first asked for."""

from collections.abc import Callable
from typing import Generic, Self, TypeVar, overload

_T = TypeVar("_T")


class lazy(Generic[_T]):  # noqa: N801 - named as `property` is
    """An attribute that is found once, as by `functools.cached_property` without its lock.

    Until Python 3.12 that takes a lock for each object's attribute, longer than most take to be
    found.
    """

    def __init__(self, find: Callable[..., _T]) -> None:
        self._find, self._name = find, find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> _T: ...
    def __get__(self, owner: object, kind: type) -> _T | Self:
        """Return what the attribute of an object is."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._find(owner)
        return value
