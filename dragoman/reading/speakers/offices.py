"""Offices: who holds one on the day, who of those named before is meant by it, who leads, who speaks for whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from dragoman.actors.phrases import is_spokesperson
from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers.meant import Meaning, opened
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene


def office(offices: Sequence[Record], phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return who held one of the offices: the one of them that was named, or the only one."""
    who = scene.who
    if "former" in phrase.marks:
        return _former(offices, scene, place)
    held = {own.id: own for one in offices for own in who.holders(one)}
    named = [own for own in held.values() if scene.introduced(own.id, place)]
    chosen = named if len(named) == 1 else list(held.values())
    spoken = all(is_spokesperson(one) or one.shared for one in offices)
    if not who.days and "indefinite" not in phrase.marks:
        past = [own.actor for own in scene.people_before(place) if has_held(own.actor, offices, scene)]
        if past:
            return Meaning(past[0], f"{past[0].name}, named before, has held the office {offices[0].name}", 0.7)
    loose = spoken and not named and "definite" not in phrase.marks and _is_anyone(phrase, scene, place)
    sure = not loose and "indefinite" not in phrase.marks and (named or "deputy" not in phrase.marks)
    if len(chosen) == 1 and sure:
        why = f"an office held by {chosen[0].name} ({offices[0].name})"
        return Meaning(who.actor(chosen[0]), why, 0.9 if named or not spoken else 0.75)
    if spoken or phrase.marks & {"indefinite", "deputy"}:
        spokesperson = len(offices) == 1 and is_spokesperson(offices[0]) and "deputy" not in phrase.marks
        house = offices[0] if spokesperson else who.house(offices[0])
        return Meaning(replace(who.actor(house), named=False), f"someone unnamed: {house.name}", 0.75)
    if len(offices) == 1 and not held:
        return Meaning(who.actor(offices[0]), f"the office {offices[0].name}; its holder is not known", 0.6)
    return opened("the office may be held by several", map(who.actor, held.values() or offices))


def _is_anyone(phrase: Phrase, scene: Scene, place: int) -> bool:
    """Tell whether the noun may be any of several who speak for a house: «представитель»."""
    at = bisect_left(scene.words, place, key=lambda word: word.start) + phrase.head
    called = scene.gazetteer.noun(scene.words, at) if at < len(scene.words) else None
    return bool(called and any(noun.role == "official" for noun in called.nouns))


def has_held(actor: Actor, offices: Sequence[Record], scene: Scene) -> bool:
    """Tell whether an actor has ever held one of the offices."""
    record = scene.who.record(actor)
    wanted = {one.id for one in offices}
    return bool(record and any(role.office in wanted for role in record.roles))


def _former(offices: Sequence[Record], scene: Scene, place: int) -> Meaning:
    found = [own.actor for own in scene.people_before(place) if has_held(own.actor, offices, scene)]
    if found:
        return Meaning(found[0], f"{found[0].name}, named before, has held the office", 0.75)
    return opened("a former holder of the office, not named")


def former_holder(kinds: frozenset[str], scene: Scene, place: int) -> Meaning:
    """Return the last person named before who has held an office of one of the kinds, and no longer does."""
    who = scene.who
    for own in scene.people_before(place):
        record = who.record(own.actor)
        past = [who.registry.records[role.office] for role in record.roles] if record else []
        if record and not who.holds(record, kinds) and any(who.kinds(one) & kinds for one in past):
            return Meaning(own.actor, f"{own.actor.name}, named before, has held such an office", 0.75)
    return opened("nobody named before has held such an office")


def leader(owner: Record, phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return who leads a state or an institution: the one named before, or the only one who may be meant."""
    offices = scene.who.leaders(owner)
    held = {person.id: person for one in offices for person in scene.who.holders(one)}
    named = [own.actor for own in scene.people_before(place) if own.actor.id in held]
    if named:
        return Meaning(named[0], f"{named[0].name} leads {owner.name}", 0.85)
    kinds = {kind for one in offices for kind in scene.who.kinds(one)}
    if len(held) == 1 and not ("prime-minister" in kinds and "president" in kinds):
        return office(offices[:1], phrase, scene, place)
    return opened(f"the leader of {owner.name} may be one of several", map(scene.who.actor, held.values()))


def of_state(phrase: Phrase, owner: Record, scene: Scene, place: int) -> Meaning:
    """Return the last person named before who has such a role for a state."""
    kinds, state = phrase.kinds("role"), scene.who.state(owner)
    for own in scene.people_before(place):
        record = scene.who.record(own.actor)
        if record and scene.who.state(record) == state and (kinds & scene.who.kinds_of(record) or "person" in kinds):
            return Meaning(own.actor, f"{own.actor.name}, named before, has this role", 0.75)
    return opened(f"nobody named before has this role for {owner.name}", (scene.who.actor(owner),))


def official(owner: Record, posts: Sequence[Record], phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the one named before who works there, where the noun is definite; else the house, with nobody named."""
    met = None if posts else _met(owner, phrase, scene, place)
    if met:
        return Meaning(met, f"{met.name}, named before, is of {owner.name}", 0.7)
    house = scene.who.house(posts[0] if posts else owner)
    if phrase.kinds("spokesperson") and "indefinite" not in phrase.marks and not phrase.kinds("officials"):
        posts = scene.who.posts(("spokesperson",), (owner,))
        named = [own.actor for own in scene.people_before(place) if has_held(own.actor, posts, scene)]
        if named:
            return Meaning(named[0], f"{named[0].name}, named before, speaks for {owner.name}", 0.85)
    if phrase.kinds("spokesperson") and not phrase.kinds("officials") and owner.kind == "institution":
        own = [post for post in scene.who.posts(("spokesperson",), (owner,)) if scene.who.house(post) == house]
        house = own[0] if len(own) == 1 else house
    if phrase.kinds("spokesperson") and owner.kind == "person" and "indefinite" not in phrase.marks:
        held = [one for post in scene.who.posts(("spokesperson",), (house,)) for one in scene.who.holders(post)]
        if len(held) == 1:
            return Meaning(scene.who.actor(held[0]), f"{held[0].name} speaks for {owner.name}", 0.75)
    actor = scene.who.actor(house)
    return Meaning(replace(actor, named=False), f"someone unnamed of {actor.name}", 0.8)


def _met(owner: Record, phrase: Phrase, scene: Scene, place: int) -> Actor | None:
    """Return who of a state was last named or spoke in this paragraph, for "the Chinese diplomat"."""
    if owner.kind != "state" or "definite" not in phrase.marks or phrase.kinds("official") != {"official"}:
        return None
    for own in scene.before(place):
        if scene.paragraph(own.start) < scene.paragraph(place):
            return None
        record = scene.who.record(own.actor)
        if record and scene.who.state(record) == owner.id and (record.kind == "person" or not own.actor.named):
            return own.actor
    return None


def role(kinds: frozenset[str], scene: Scene, place: int, home: bool = False) -> Meaning:
    """Return who holds an office of a kind without its state: the issuer's, or the last one named who does.

    With ``home``, rather than the last one that of the state whose language it is.
    """
    who = scene.who
    state = who.registry.records.get(
        scene.voice_state() or scene.issuer_state or scene.frame_state(place) or scene.city_state(place) or ""
    )
    posts = (
        [post for post in who.posts(kinds | _own_minister(kinds, scene), (state,)) if post.kind == "office"]
        if state
        else []
    )
    found = [own for own in scene.people_before(place) if _is_one(own.actor, kinds, scene)]
    found = [own for own in found if own.actor.id not in scene.quoted]
    if len(posts) == 1 and len(who.holders(posts[0])) == 1 and not (found and _is_strange(posts[0], scene, place)):
        holder = who.holders(posts[0])[0]
        return Meaning(who.actor(holder), f"{holder.name} holds this office for {state.name if state else ''}", 0.85)
    own = next((one for one in found if home and _is_home(one.actor, scene)), None)
    if own:
        return Meaning(own.actor, f"{own.actor.name}, named before, holds this office at home", 0.75)
    if found:
        firm = 0.8 if len(found) == 1 else 0.7
        return Meaning(found[0].actor, f"{found[0].actor.name} is the last one named who holds such an office", firm)
    return opened("nobody named before holds such an office")


def _is_strange(post: Record, scene: Scene, place: int) -> bool:
    """Tell whether the text has not named who holds an office of the issuer's state that does not lead the issuer."""
    record = scene.who.record(scene.issuer) if scene.issuer else None
    heads = scene.who.heads(record) if record else frozenset()
    own = record is None or record.kind == "state" or record.head == post.id or not heads
    leads = own or bool(scene.who.kinds(post) & heads)
    return not leads and not any(scene.introduced(own.id, place) for own in scene.who.holders(post))


def _is_home(actor: Actor, scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record and scene.lexicon.home and scene.who.state(record) == scene.lexicon.home)


def _own_minister(kinds: frozenset[str], scene: Scene) -> frozenset[str]:
    """Return the kind of the minister who heads the ministry that speaks: "the minister" said there is its own."""
    speaking = scene.voice or scene.issuer
    record = scene.who.record(speaking) if speaking and "minister" in kinds else None
    return scene.who.heads(record) if record else frozenset()


def _is_one(actor: Actor, kinds: frozenset[str], scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record and scene.who.kinds_of(record) & kinds)
