"""Which actor of the registry a phrase by itself means on the days of a document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dragoman.actors import Registry
from dragoman.actors.fold import fold
from dragoman.actors.phrases import is_spokesperson, posts
from dragoman.actors.records import Record
from dragoman.actors.wordlists import wordlist
from dragoman.nouns import Actor

#: Offices whose holder speaks for the whole state.
LEADERS = ("president", "prime-minister", "chancellor", "monarch", "supreme-leader", "head")
#: Where those who work for the holder of an office work.
_HOUSES = {
    "aide": "presidency",
    "president": "presidency", "foreign-minister": "foreign-ministry", "defence-minister": "defence-ministry",
}  # fmt: skip


@lru_cache(maxsize=2)
def office_kinds(registry: Registry) -> Mapping[str, frozenset[str]]:
    """Return the kinds of each office and institution, by its id."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for (kind, _), records in posts(registry).items():
        for record in records:
            found[record.id].add(kind)
    return {id: frozenset(kinds) for id, kinds in found.items()}


@lru_cache(maxsize=4096)
def _kinds(registry: Registry, id: str) -> frozenset[str]:
    office = registry.records[id]
    own = office_kinds(registry).get(id, frozenset())
    more = {"leader"} if own & {*LEADERS} else set()
    more |= {"minister"} if any(kind.endswith("-minister") for kind in own - {"prime-minister"}) else set()
    if is_spokesperson(office):
        more.add("spokesperson")
    words = f" {fold(office.name)} "
    more |= {"aide"} if " aide " in words or " advis" in words or " assistant " in words else set()
    return own | more


@lru_cache(maxsize=2)
def houses(registry: Registry) -> Mapping[tuple[str, str], Record]:
    """Return the institutions by their kind and the state they speak for, by any of their English names."""
    kinds = [
        (f" {' '.join(phrase)} ", noun.kind)
        for phrase, nouns in wordlist("en").nouns.items()
        for noun in nouns
        if noun.role == "institution"
    ]
    found: dict[tuple[str, str], Record] = {}
    for record in registry.records.values():
        if record.kind == "institution" and record.speaks_for:
            names = [f" {fold(name)} " for name in (record.name, *record.names.get("en", ()))]
            for phrase, kind in kinds:
                if any(phrase in name for name in names):
                    found.setdefault((kind, record.speaks_for), record)
    return found


@dataclass(frozen=True, eq=False)
class Who:
    """The registry on the days of a document: one day, or the first and the last of a time that is not known better."""

    registry: Registry
    days: tuple[date, ...]
    _actors: dict[str, Actor] = field(default_factory=dict)
    _states: dict[str, str | None] = field(default_factory=dict)

    @property
    def day(self) -> date | None:
        """The first of the days."""
        return self.days[0] if self.days else None

    def actor(self, record: Record) -> Actor:
        """Return the record as an actor of the day."""
        known = self._actors.get(record.id)
        if known is None:
            known = self._actors[record.id] = self.registry.actor(record, self.day)
        return known

    def record(self, actor: Actor) -> Record | None:
        """Return the record of an actor; None for a local one or a group."""
        return self.registry.records.get(actor.id)

    def holders(self, office: Record) -> tuple[Record, ...]:
        """Return who held an office on every one of the days, or where nobody surely did, who may have."""
        found = [{own.person.id: own.person for own in self.registry.held_on(office.id, day)} for day in self.days]
        if not found:
            return ()
        if all(len(own) == 1 and own.keys() == found[0].keys() for own in found):
            return tuple(found[0].values())
        return tuple({id: person for own in found for id, person in own.items()}.values())

    def holds(self, person: Record, kinds: Iterable[str]) -> bool:
        """Tell whether a person held an office of one of the kinds; ever, where the days are not known."""
        wanted = frozenset(kinds)
        return any(self.kinds(office) & wanted for office in self.offices(person))

    def offices(self, person: Record) -> list[Record]:
        """Return the offices that a person held on the days."""
        return [
            self.registry.records[role.office]
            for role in person.roles
            if all(role.possibly(day) for day in self.days) and role.office in self.registry.records
        ]

    def kinds(self, office: Record) -> frozenset[str]:
        """Return the kinds of an office; a minister of any field is also a "minister"."""
        return _kinds(self.registry, office.id)

    def kinds_of(self, person: Record) -> frozenset[str]:
        """Return the kinds of the offices that a person held on the days."""
        return frozenset(kind for office in self.offices(person) for kind in self.kinds(office))

    def posts(self, kinds: Iterable[str], owners: Iterable[Record]) -> tuple[Record, ...]:
        """Return the offices and institutions of some kinds that belong to one of the owners, or to its state."""
        known = posts(self.registry)
        for names in ([owner.id for owner in owners], [self.state(owner) for owner in owners]):
            keys = [(kind, name) for kind in kinds for name in names if name]
            found = {own.id: own for key in keys for own in known.get(key, ())}
            if not found:
                found = {own.id: own for key in keys if (own := houses(self.registry).get(key))}
            if found:
                return tuple(found.values())
        return ()

    def state(self, record: Record) -> str | None:
        """Return the id of the state, or the alliance, that stands behind a record; its own where it is one."""
        if record.kind in ("state", "alliance"):
            return record.id
        if record.id not in self._states:
            self._states[record.id] = self._state(record)
        return self._states[record.id]

    def _state(self, record: Record) -> str | None:
        first = self.registry.speaks_for(record, self.day)
        if first is None and record.kind == "person":
            first = self._past_state(record)
        while first and (above := self.registry.records[first].speaks_for):
            first = above
        return first

    def _past_state(self, person: Record) -> str | None:
        """Return the one state for which a person has ever spoken."""
        offices = [self.registry.records.get(role.office) for role in person.roles]
        states = {office.speaks_for for office in offices if office and office.speaks_for}
        return states.pop() if len(states) == 1 else None

    def leaders(self, owner: Record) -> tuple[Record, ...]:
        """Return the offices that may be meant by the leader of an institution, a state or an alliance."""
        if owner.head in self.registry.records:
            return (self.registry.records[owner.head or ""],)
        direct = self.posts(("head",), (owner,)) if owner.kind != "state" else ()
        return (
            direct or self.posts(LEADERS, (owner,)) or self.posts(("secretary-general", "director-general"), (owner,))
        )

    def house(self, record: Record) -> Record:
        """Return where those work who are unnamed officials of ``record``: its institution, or itself."""
        if record.kind not in ("person", "office"):
            return record
        offices = self.offices(record) if record.kind == "person" else [record]
        for office in offices:
            spoken = self._spoken_for(office)
            if spoken:
                return self.house(spoken)
        for office in offices:
            state = self.state(office)
            kinds = [_HOUSES[kind] for kind in _HOUSES if kind in self.kinds(office)]
            found = [own for kind in kinds if (own := houses(self.registry).get((kind, state or "")))]
            if found:
                return found[0]
        leads = [office for office in offices if self.kinds(office) & {*LEADERS}]
        return self.registry.records.get(self.state(leads[0]) or "", leads[0]) if leads else (offices or [record])[0]

    def heads(self, record: Record) -> frozenset[str]:
        """Return the kinds of the offices that head the institution in which a record speaks."""
        home = self.house(record).id
        own = {kind for (kind, _), house in houses(self.registry).items() if house.id == home}
        return frozenset(office for office, house in _HOUSES.items() if house in own and office != "aide")

    def _spoken_for(self, office: Record) -> Record | None:
        """Return whose spokesperson an office is, by what its English name says besides."""
        if not is_spokesperson(office):
            return None
        words = wordlist("en")
        name = f" {fold(office.name)} "
        for phrase, nouns in words.nouns.items():
            if any(noun.role == "spokesperson" for noun in nouns):
                name = name.replace(f" {' '.join(phrase)} ", " ")
        tokens = name.split()
        while tokens:
            entries = self.registry.named(" ".join(tokens)) if tokens[0] not in words.linkers else ()
            if entries:
                return self.registry.records[entries[0].id]
            tokens = tokens[1:]
        return None


@lru_cache(maxsize=64)
def who_on(registry: Registry, days: tuple[date, ...]) -> Who:
    """Return the registry on some days; documents of one day share what was found out."""
    return Who(registry, days)
