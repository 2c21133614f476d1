"""Whom a plural means: "the two presidents", « les parties », «лидеры»."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene, Seen

#: Members that a plural without a number has at most.
_PAIR = 2
_HEADS_OF_STATE = frozenset({"president", "monarch", "supreme-leader"})
#: Who leads a state that has a monarch.
_GOVERNING = frozenset({"prime-minister", "chancellor"})
#: Sentences back within which sides are looked for that no exchange has made known.
_NEAR = 2
#: Paragraphs back within which those are looked for whom one sentence names together.
_FAR = 4


def members(phrase: Phrase, scene: Scene, place: int) -> tuple[tuple[Actor, ...], str]:
    """Return the members that a plural means, and why; fewer than two where that is open."""
    kinds = phrase.kinds("plural") or phrase.kinds("office", "role")
    kinds |= _HEADS_OF_STATE if "head-of-state" in kinds else frozenset()
    if len(phrase.owners) > 1:
        return _of_each(kinds, phrase, scene)
    number = phrase.number or _PAIR
    loose = bool(kinds & {"state", "person", "minister"}) and not phrase.number and not _are_two(kinds, scene)
    if phrase.marks & {"vague", "indefinite"} or phrase.possessive or (loose and "pointing" not in phrase.marks):
        return (), "which of them are meant is not said"
    said = _said_before(kinds, scene, place, phrase.number)
    if said and not phrase.owners:
        return said, "those named together before"
    if kinds & {"side", "state"}:
        found = _sides(scene, place, number, with_states="state" in kinds)
    else:
        found = _people(kinds - {"pair"} or frozenset({"leader", "minister"}), scene, place, number)
        if len(found) < number == len(scene.opening_states) and number > _PAIR:
            found = tuple(own.actor for own in scene.opening_states)
    if len(found) == number and not phrase.owners:
        return found, "those whom the document has shown to take part"
    found = (
        enumerated("state" if kinds & {"side", "state"} else "person", number, scene, place) if phrase.number else ()
    )
    if found and not phrase.owners and all(_fits(own, kinds, scene) for own in found):
        return found, "those whom one sentence has named together"
    return (), "which of them are meant was not established"


def enumerated(kind: str, number: int, scene: Scene, place: int) -> tuple[Actor, ...]:
    """Return the actors of a kind that the last sentence names that has just so many of it, within a few paragraphs."""
    found: dict[int, dict[str, Actor]] = {}
    for own in scene.before(place):
        if scene.paragraph(place) - scene.paragraph(own.start) > _FAR:
            break
        members = own.actor.members or (own.actor,)
        named = found.setdefault(scene.sentence(own.start), {})
        named.update({member.id: member for member in members if member.kind == kind})
    whole = (tuple(reversed(named.values())) for named in found.values() if len(named) == number)
    return next(whole, ())


def _fits(actor: Actor, kinds: frozenset[str], scene: Scene) -> bool:
    """Tell whether a person holds an office of the kinds, where they are of offices."""
    record = scene.who.record(actor)
    loose = bool(kinds & {"side", "state", "person", "pair"})
    return loose or (record is not None and bool(scene.who.kinds_of(record) & kinds))


def _are_two(kinds: frozenset[str], scene: Scene) -> bool:
    """Tell whether an issued text opens with two who hold such an office: "the ministers"."""
    two = [scene.who.record(own.actor) for own in scene.opening_states]
    issued = scene.document.kind != "article" and scene.issuer is not None
    return issued and len(two) == _PAIR and all(own and scene.who.kinds_of(own) & kinds for own in two)


def _said_before(kinds: frozenset[str], scene: Scene, place: int, number: int | None) -> tuple[Actor, ...]:
    """Return the members of a list of leaders, or of states, that spoke in this paragraph or the one before."""
    wanted = "state" if kinds & {"side", "state"} else "person"
    for own in scene.before(place):
        if scene.paragraph(place) - scene.paragraph(own.start) > 1:
            break
        members = own.actor.members
        if (
            own.source
            and len(members) > 1
            and number in (None, len(members))
            and all(m.kind == wanted for m in members)
        ):
            records = [scene.who.record(member) for member in members]
            if wanted == "state" or kinds & {"leader", "pair", "person"} or all(
                record and scene.who.kinds_of(record) & kinds for record in records
            ):  # fmt: skip
                return members
    return ()


def _of_each(kinds: frozenset[str], phrase: Phrase, scene: Scene) -> tuple[tuple[Actor, ...], str]:
    """Return, for each of the owners, who holds the office; or the owners themselves."""
    who, found = scene.who, []
    for owner in phrase.owners:
        if kinds & {"side", "state"}:
            found.append(who.actor(owner))
            continue
        offices: Sequence[Record] = who.leaders(owner) if "leader" in kinds else who.posts(kinds, (owner,))
        if "leader" in kinds:
            offices = _leading(offices, scene)
        held = {person.id: person for office in offices for person in who.holders(office)}
        named = [person for person in held.values() if person.id in scene.first]
        if len(named or held) != 1:
            return (), f"who is meant for {owner.name} is not known"
        found.append(who.actor(named[0] if named else next(iter(held.values()))))
    return tuple(found), "who held the office for each"


def _leading(offices: Sequence[Record], scene: Scene) -> Sequence[Record]:
    """Return those of the offices that lead a state of which one is only its head: called so, or beside a monarch."""
    called = [own for own in offices if any(name.endswith(" leader") for name in own.names.get("en", ()))]
    monarchy = any("monarch" in scene.who.kinds(own) for own in offices)
    governing = [own for own in offices if monarchy and scene.who.kinds(own) & _GOVERNING]
    return called or governing or offices


def _people(kinds: frozenset[str], scene: Scene, place: int, number: int) -> tuple[Actor, ...]:
    """Return the last persons named who hold such an office, one for each state; where few are, the next ones too."""
    found: dict[str, Actor] = {}
    for own in (*scene.people_before(place), *scene.people_after(place)):
        record = scene.who.record(own.actor)
        state = scene.who.state(record) if record else own.actor.id
        fits = "person" in kinds or (record and scene.who.kinds_of(record) & kinds)
        if fits and state and state not in found:
            found[state] = own.actor
        if len(found) == number:
            break
    return tuple(reversed(found.values()))


def _state_of(own: Seen, scene: Scene) -> str | None:
    record = scene.who.record(own.actor)
    return scene.who.state(record) if record else None


def _sides(scene: Scene, place: int, number: int, with_states: bool) -> tuple[Actor, ...]:
    """Return the states of the last persons, institutions or states that were named."""
    found: dict[str, Actor] = {}
    issuer = scene.who.registry.records.get(scene.issuer_state or "")
    if issuer:
        found[issuer.id] = scene.who.actor(issuer)
    opening = scene.opening_states
    if issuer and issuer.id not in {_state_of(own, scene) for own in opening}:
        opening = ()
    near = [own for own in scene.before(place) if scene.sentence(place) - scene.sentence(own.start) <= _NEAR]
    near = [own for own in near if own.actor.kind != "alliance"] or near
    for own in opening if len(opening) == number else near:
        record = scene.who.record(own.actor)
        state = scene.who.registry.records.get(scene.who.state(record) or "") if record else None
        if state and (state.kind == "state" or not with_states):
            found.setdefault(state.id, scene.who.actor(state))
        if len(found) == number:
            break
    return tuple(reversed(found.values()))
