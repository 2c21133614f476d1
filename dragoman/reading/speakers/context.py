"""Whom a noun means by what the document has established: counterparts, ministries, unnamed officials, texts."""

from __future__ import annotations

from dataclasses import replace

from dragoman.actors.fold import fold
from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers.meant import Meaning, opened
from dragoman.reading.speakers.offices import office
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene, Seen
from dragoman.reading.speakers.tokens import Word
from dragoman.reading.speakers.who import LEADERS


def counterpart(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return who holds, in another state, the office of the one spoken of."""
    who = scene.who
    for own in speakers_first(scene, place):
        record = who.record(own.actor)
        kinds = {kind for office in who.offices(record) for kind in who.kinds(office)} if record else set()
        kinds -= {"leader", "minister", "aide"}
        if not record or not kinds or (phrase.owners and who.state(record) == phrase.owners[0].id):
            continue
        if phrase.owners:
            posts = _same_posts(kinds, phrase.owners[0], scene)
            named = _leader_named(posts, phrase.owners[0], scene)
            if named:
                return Meaning(named, f"{named.name}, whom the text names, leads {phrase.owners[0].name}", 0.75)
            if posts:
                return office(posts, phrase._replace(marks=phrase.marks - {"indefinite"}), scene, place)
            return opened(f"no such office as that of {own.actor.name} is known of {phrase.owners[0].name}")
        return _other(own.actor, scene, place, who.kinds_of(record))
    return opened("nobody named before has a counterpart")


def _leader_named(posts: list[Record], owner: Record, scene: Scene) -> Actor | None:
    """Return the leader of a state whom the text names, where nobody who holds one of the posts is named."""
    who, leads = scene.who, scene.who.leaders(owner)
    if not any(post in leads for post in posts) or any(own.id in scene.first for p in posts for own in who.holders(p)):
        return None
    named = [own for post in leads for own in who.holders(post) if own.id in scene.first]
    return who.actor(named[0]) if len(named) == 1 else None


def _same_posts(kinds: set[str], owner: Record, scene: Scene) -> list[Record]:
    """Return the offices of a state that are on a level with those of some kinds: of leaders any that lead it."""
    for own in (kinds, {"prime-minister", "chancellor"} if kinds & {"prime-minister", "chancellor"} else set()):
        posts = [post for post in scene.who.posts(own, (owner,)) if post.kind == "office"]
        if posts:
            return posts
    return list(scene.who.leaders(owner)) if kinds & {*LEADERS} else []


def speakers_first(scene: Scene, place: int) -> list[Seen]:
    """Return the persons named before, the last one who spoke before others; in an issued text, its own side first."""
    people = [*scene.people_before(place)]
    spoke = next((own for own in scene.before(place) if own.source and own.actor.kind == "person"), None)
    people = [spoke, *people] if spoke else people
    home = [own for own in people if scene.issuer_state and _state_of(own.actor, scene) == scene.issuer_state]
    return [*home, *people]


def _state_of(actor: Actor, scene: Scene) -> str | None:
    record = scene.who.record(actor)
    return scene.who.state(record) if record else None


def _other(first: Actor, scene: Scene, place: int, kinds: frozenset[str]) -> Meaning:
    """Return the other one of those who talk with each other."""
    record = scene.who.record(first)
    state = scene.who.state(record) if record else None
    opening = scene.opening_states
    if len(opening) == 2 and first.id in {own.actor.id for own in opening}:
        partner = next(own.actor for own in opening if own.actor.id != first.id)
        met = scene.who.record(partner)
        if not kinds or (met and scene.who.kinds_of(met) & kinds):
            return Meaning(partner, f"{partner.name} is the other one of the two who talk", 0.8)
    for own in (*scene.people_before(place), *scene.people_after(place)):
        other = scene.who.record(own.actor)
        if other and own.actor.id != first.id and scene.who.state(other) != state and (
            not kinds or scene.who.kinds_of(other) & kinds
        ):  # fmt: skip
            return Meaning(own.actor, f"{own.actor.name} is the other one beside {first.name}", 0.7)
    return opened(f"nobody beside {first.name} was named")


def interlocutor(scene: Scene, place: int) -> Meaning:
    """Return the other one of those who talk: "his interlocutor"."""
    first = next(iter(speakers_first(scene, place)), None)
    return _other(first.actor, scene, place, frozenset()) if first else opened("nobody was named before")


def established(scene: Scene, place: int) -> Meaning:
    """Return the party whose text is spoken of without its name: the issuer, or the last institution that spoke."""
    if scene.issuer:
        return Meaning(scene.issuer, f"the document is issued by {scene.issuer.name}", 0.8)
    for own in scene.before(place):
        if own.source and own.actor.kind in ("institution", "alliance") and own.actor.named:
            return Meaning(own.actor, f"{own.actor.name} is the last institution that spoke", 0.7)
    return opened("whose document it is was not said")


def again(phrase: Phrase, said: Word, scene: Scene, place: int) -> Meaning:
    """Return the last one named of the kind that a noun says: "the alliance", "the ministry"."""
    kinds = phrase.kinds("again")
    if scene.issuer and scene.issuer.kind in kinds and scene.document.kind != "article" and not phrase.possessive:
        return Meaning(scene.issuer, f"the document is issued by {scene.issuer.name}", 0.8)
    before = [own.actor for own in scene.before(place) if own.actor.kind in kinds and own.actor.named]
    called = [own for own in before if own.kind in ("institution", "state") and _is_called(own, said.fold, scene)]
    for own in called or (before if not said.capital else ()):
        return Meaning(own, f"{own.name} is the last {own.kind} named", 0.65)
    for person in scene.people_before(place) if said.capital else ():
        record = scene.who.record(person.actor)
        for post in scene.who.offices(record) if record else ():
            house = scene.who.registry.records.get(post.speaks_for or "")
            if (
                house
                and house.kind in ("institution", "alliance")
                and _is_called(scene.who.actor(house), said.fold, scene)
            ):
                return Meaning(scene.who.actor(house), f"{house.name}, of which {person.actor.name} is", 0.65)
    return opened("none was named before")


def _is_called(actor: Actor, noun: str, scene: Scene) -> bool:
    """Tell whether the name of an institution has a noun in it: "the commission" is the European Commission."""
    record = scene.who.record(actor)
    names = (record.name, *record.names.get(scene.lexicon.language or "", ())) if record else (actor.name,)
    forms = scene.lexicon.forms(noun)
    return any(form in fold(name).split() for name in names for form in forms)


def ministry(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the institution of a kind without a state: the issuer's, the last named, or that of the language."""
    who, kinds = scene.who, phrase.kinds("institution")
    last = next((own.actor for own in scene.before(place) if _is_house(own.actor, kinds, scene)), None)
    usual = scene.main_state() if "government" in kinds else None if last else scene.lexicon.home
    first = next(iter(speakers_first(scene, place)), None) if phrase.possessive else None
    whose = _state_of(first.actor, scene) if first else None
    for state in (whose, scene.teller_state(), scene.issuer_state, scene.city_state(place), usual):
        record = who.registry.records.get(state or "")
        posts = who.posts(kinds, (record,)) if record else ()
        houses = [post for post in posts if post.kind == "institution"]
        if houses:
            return Meaning(who.actor(houses[0]), f"that of {record.name if record else ''}, of which the text is", 0.75)
    return Meaning(last, f"{last.name}, named before", 0.8) if last else opened("whose ministry it is was not said")


def _is_house(actor: Actor, kinds: frozenset[str], scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record and record.kind == "institution" and scene.who.kinds(record) & kinds)


def unnamed(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the office or institution of an official whom the text does not name."""
    if "administration" in phrase.marks:
        house = scene.who.registry.records.get("white-house")
        if house:
            return Meaning(replace(scene.who.actor(house), named=False), f"someone unnamed of {house.name}", 0.75)
    if "indefinite" not in phrase.marks:
        any_one = "pointing" in phrase.marks
        spoke = [own for own in scene.before(place) if own.source and (any_one or not own.actor.named)]
        last = next((own for own in spoke if not own.actor.named), spoke[0] if spoke else None)
        if last:
            return Meaning(last.actor, f"the one of {last.actor.name} who spoke before", 0.75)
    if scene.issuer and scene.document.kind != "article":
        return Meaning(replace(scene.issuer, named=False), f"someone unnamed of {scene.issuer.name}", 0.7)
    return opened("an official whose house is not said")
