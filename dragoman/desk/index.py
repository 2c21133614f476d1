"""Things in groups, each in an order, kept up as some go and others come: only the groups that change are touched."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

_Name = TypeVar("_Name", bound=Hashable)
_Item = TypeVar("_Item")
#: So many changes in one group, and it is sorted anew.
_MANY = 64


@dataclass(frozen=True, slots=True)
class Order(Generic[_Name, _Item]):
    """How things are grouped: the ``groups`` of each, and its ``key`` in them, which no two things have alike."""

    groups: Callable[[_Item], Iterable[_Name]]
    key: Callable[[_Item], Any]


def grouped(items: Iterable[_Item], order: Order[_Name, _Item]) -> dict[_Name, tuple[_Item, ...]]:
    """The groups of some things, each sorted by their keys."""
    found = _parted(items, order)
    return {name: tuple(sorted(own, key=order.key)) for name, own in found.items()}


def regrouped(
    old: Mapping[_Name, tuple[_Item, ...]], gone: Iterable[_Item], come: Iterable[_Item], order: Order[_Name, _Item]
) -> dict[_Name, tuple[_Item, ...]]:
    """What ``grouped`` would give when some of the things are gone and others have come."""
    out, less, more = dict(old), _parted(gone, order), _parted(come, order)
    for name in {*less, *more}:
        own = _changed(list(old.get(name, ())), less.get(name, []), more.get(name, []), order)
        if own:
            out[name] = tuple(own)
        else:
            out.pop(name, None)
    return out


def _parted(items: Iterable[_Item], order: Order[_Name, _Item]) -> dict[_Name, list[_Item]]:
    found: defaultdict[_Name, list[_Item]] = defaultdict(list)
    for item in items:
        for name in order.groups(item):
            found[name].append(item)
    return found


def _changed(own: list[_Item], less: list[_Item], more: list[_Item], order: Order[_Name, _Item]) -> list[_Item]:
    if len(less) + len(more) > _MANY:
        out = {order.key(item) for item in less}
        return sorted([*(item for item in own if order.key(item) not in out), *more], key=order.key)
    for item in less:
        at = bisect_left(own, order.key(item), key=order.key)
        if at < len(own) and order.key(own[at]) == order.key(item):
            del own[at]
    for item in more:
        insort(own, item, key=order.key)
    return own
