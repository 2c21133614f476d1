"""Whom a phrase means in a document: names first, then offices by the day, then what the document has established."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from bisect import bisect_left
from dataclasses import dataclass, replace

from dragoman.actors.fold import fold
from dragoman.actors.index import Ground
from dragoman.actors.names import Hit
from dragoman.actors.phrases import is_spokesperson
from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers import plural
from dragoman.reading.speakers.party import local
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene, Seen
from dragoman.reading.speakers.tokens import Word
from dragoman.reading.speakers.who import LEADERS


@dataclass(frozen=True, slots=True)
class Meaning:
    """An actor and why; or None and the candidates."""

    actor: Actor | None
    reason: str
    confidence: float = 0.0
    candidates: tuple[Actor, ...] = ()


def opened(reason: str, candidates: Iterable[Actor] = ()) -> Meaning:
    """Return a meaning that stays open."""
    return Meaning(None, reason, 0.0, tuple({own.id: own for own in candidates}.values()))


def meaning(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    """Return whom a phrase that begins at ``place`` of the text means."""
    if phrase.person:
        return person(phrase.person, scene, place, phrase.kinds("office", "role"))
    if phrase.local:
        return _as_titled(phrase, words, scene) or unknown(phrase, words, scene)
    if phrase.hits:
        return _named(phrase, words, scene, place)
    return _described(phrase, words, scene, place)


def person(hits: Sequence[Hit], scene: Scene, place: int, kinds: frozenset[str] = frozenset()) -> Meaning:
    """Return which of the persons a name means: the one introduced before, or who held (such) an office."""
    people = [hit for hit in hits if hit.record.kind == "person"]
    who = scene.who
    for why, fits in (
        ("was named before", lambda own: scene.introduced(own.id, place)),
        ("held such an office", lambda own: bool(kinds) and who.holds(own, kinds)),
        ("held an office", lambda own: bool(who.offices(own))),
        ("is the only one in the registry", lambda own: True),
    ):
        left = [hit for hit in people if fits(hit.record)]
        if len(left) == 1:
            firm = 0.97 if left[0].ground is Ground.NAME or len(people) == 1 else 0.85
            return Meaning(who.actor(left[0].record), f"the name of {left[0].record.name}, who {why}", firm)
    return opened("several people have this name", (who.actor(hit.record) for hit in people))


def _as_titled(phrase: Phrase, words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return who holds the office before a name that is spelt otherwise than in the registry, the first name alike."""
    who = scene.who
    posts = who.posts(phrase.kinds("office"), phrase.owners) if phrase.owners else ()
    offices = [hit.record for hit in phrase.hits if hit.record.kind == "office"] or [*posts]
    held = [own for one in offices for own in who.holders(one)]
    for own in held:
        firsts = {fold(name.split()[0]) for name in own.all_names() if " " in name}
        if words[phrase.name_at].fold in firsts:
            return Meaning(who.actor(own), f"{own.name} holds the office, and has this first name", 0.8)
    return None


def unknown(phrase: Phrase, words: Sequence[Word], scene: Scene) -> Meaning:
    """Return the local actor of a name that the registry lacks."""
    first, end = map(int, (phrase.local or "0:0").split(":"))
    surname = words[end - 1].fold
    for form in scene.gazetteer.forms(surname):
        if form in scene.locals and end - first == 1:
            return Meaning(scene.locals[form], f"{scene.locals[form].name}, named before", 0.9)
    stop = words[end - 1].end - (2 if words[end - 1].possessive else 0)
    name = " ".join(scene.document.text[words[first].start : stop].split())
    if end - first == 1 and not (phrase.nouns or phrase.hits):
        return opened(f"'{name}' is not in the registry")
    actor = local(name, "person")
    return Meaning(actor, f"'{name}' is not in the registry: a person whom only this text knows", 0.7)


def _named(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    who, hits = scene.who, phrase.hits
    if hits[0].record.kind == "person":
        own = scene.locals.get(words[phrase.head].fold) if phrase.end - phrase.head == 1 else None
        if own and not any(scene.introduced(hit.record.id, place) for hit in hits):
            return Meaning(own, f"{own.name}, named before", 0.9)
        return person(hits, scene, place)
    records = [hit.record for hit in hits]
    if len(records) > 1:
        offices = [record for record in records if record.kind == "office"]
        records = offices if len(offices) == 1 else [r for r in records if scene.introduced(r.id, place)] or records
    if len(records) > 1:
        return opened("the name is that of several", map(who.actor, records))
    record = records[0]
    if hits[0].ground is Ground.DEMONYM:
        article = words[phrase.head - 1].fold if phrase.head else ""
        if article in scene.lexicon.lists["people_articles"] and phrase.end == len(words):
            return Meaning(who.actor(record), f"the people, for {record.name}", 0.75)
        return opened(f"an adjective of {record.name}", (who.actor(record),))
    if record.kind == "office":
        return office((record,), phrase, scene, place)
    how = "stands for" if hits[0].ground is Ground.METONYM else "is a name of"
    return Meaning(who.actor(record), f"it {how} {record.name}", 0.9 if hits[0].inflected else 0.95)


def office(offices: Sequence[Record], phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return who held one of the offices: the one of them that was named, or the only one."""
    who = scene.who
    if phrase.former:
        return _former(offices, scene, place)
    held = {own.id: own for one in offices for own in who.holders(one)}
    named = [own for own in held.values() if scene.introduced(own.id, place)]
    chosen = named if len(named) == 1 else list(held.values())
    spoken = all(is_spokesperson(one) or one.shared for one in offices)
    if not who.days and not phrase.indefinite:
        past = [own.actor for own in scene.people_before(place) if _held(own.actor, offices, scene)]
        if past:
            return Meaning(past[0], f"{past[0].name}, named before, has held the office {offices[0].name}", 0.7)
    loose = spoken and not named and not phrase.definite and _is_anyone(phrase, scene, place)
    if len(chosen) == 1 and not loose and not phrase.indefinite and not (phrase.deputy and not named):
        why = f"an office held by {chosen[0].name} ({offices[0].name})"
        return Meaning(who.actor(chosen[0]), why, 0.9 if named or not spoken else 0.75)
    if spoken or phrase.indefinite or phrase.deputy:
        house = who.house(offices[0])
        return Meaning(replace(who.actor(house), named=False), f"someone unnamed of {house.name}", 0.75)
    if len(offices) == 1 and not held:
        return Meaning(who.actor(offices[0]), f"the office {offices[0].name}; its holder is not known", 0.6)
    return opened("the office may be held by several", map(who.actor, held.values() or offices))


def _is_anyone(phrase: Phrase, scene: Scene, place: int) -> bool:
    """Tell whether the noun may be any of several who speak for a house: «представитель»."""
    at = bisect_left(scene.words, place, key=lambda word: word.start) + phrase.head
    called = scene.gazetteer.noun(scene.words, at) if at < len(scene.words) else None
    return bool(called and any(noun.role == "official" for noun in called.nouns))


def _held(actor: Actor, offices: Sequence[Record], scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record) and any(role.office in [one.id for one in offices] for role in (record.roles if record else ()))


def _former(offices: Sequence[Record], scene: Scene, place: int) -> Meaning:
    found = [own.actor for own in scene.people_before(place) if _held(own.actor, offices, scene)]
    if found:
        return Meaning(found[0], f"{found[0].name}, named before, has held the office", 0.75)
    return opened("a former holder of the office, not named")


def _described(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    roles = phrase.roles()
    if "plural" in roles and ("officials" not in roles or phrase.number == 2):
        return _plural(phrase, scene, place)
    if phrase.number and roles & {"office", "role"} and phrase.number > 1:
        return _plural(phrase, scene, place)
    if "counterpart" in roles:
        return counterpart(phrase, scene, place)
    if "interlocutor" in roles:
        return _interlocutor(phrase, scene, place)
    owners = _owners(phrase, words, scene, place)
    if roles & {"press", "document"} and owners:
        return Meaning(_issuer_of(owners[0], scene), f"speaks for {owners[0].name}", 0.85)
    if "document" in roles and not phrase.of:
        return established(scene, place)
    if owners:
        return _owned(phrase, owners, scene, place)
    if phrase.of:
        return opened("to whom it belongs was not established")
    return _bare(phrase, scene, place)


def _issuer_of(owner: Record, scene: Scene) -> Actor:
    house = owner if owner.kind == "person" else scene.who.house(owner)
    return scene.who.actor(house)


def _owners(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> tuple[Record, ...]:
    if phrase.owners or not phrase.of:
        return phrase.owners
    of = phrase.of
    posts = scene.who.posts(of.kinds("office", "institution"), of.owners) if of.owners else ()
    if posts:
        return posts[:1]
    meant = meaning(of, words, scene, place).actor
    record = scene.who.record(meant) if meant else None
    return (record,) if record else ()


def _plural(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    found, why = plural.members(phrase, scene, place)
    if len(found) > 1:
        return Meaning(group(found), why, 0.8)
    return opened(why, found)


def group(members: Sequence[Actor]) -> Actor:
    """Return the actor that several are together."""
    by_id = {own.id: own for own in members}
    parts = tuple(by_id[id] for id in sorted(by_id))
    names = [own.name for own in by_id.values()]
    name = ", ".join(names[:-1]) + f" and {names[-1]}"
    sides = {own.speaks_for for own in parts}
    return Actor(
        "+".join(by_id[id].id for id in sorted(by_id)),
        name,
        "group",
        sides.pop() if len(sides) == 1 else None,
        True,
        parts,
    )


def counterpart(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return who holds, in another state, the office of the one spoken of."""
    who = scene.who
    for own in _speakers_first(scene, place):
        record = who.record(own.actor)
        kinds = {kind for office in who.offices(record) for kind in who.kinds(office)} if record else set()
        kinds -= {"leader", "minister", "aide"}
        if not record or not kinds or (phrase.owners and who.state(record) == phrase.owners[0].id):
            continue
        if phrase.owners:
            posts = _same_posts(kinds, phrase.owners[0], scene)
            if posts:
                return office(posts, replace(phrase, indefinite=False), scene, place)
            return opened(f"no such office as that of {own.actor.name} is known of {phrase.owners[0].name}")
        return _other(own.actor, scene, place, who.kinds_of(record))
    return opened("nobody named before has a counterpart")


def _same_posts(kinds: set[str], owner: Record, scene: Scene) -> list[Record]:
    """Return the offices of a state that are on a level with those of some kinds: of leaders any that lead it."""
    for own in (kinds, {"prime-minister", "chancellor"} if kinds & {"prime-minister", "chancellor"} else set()):
        posts = [post for post in scene.who.posts(own, (owner,)) if post.kind == "office"]
        if posts:
            return posts
    return list(scene.who.leaders(owner)) if kinds & {*LEADERS} else []


def _speakers_first(scene: Scene, place: int) -> list[Seen]:
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
    for own in (*scene.people_before(place), *scene.people_after(place)):
        other = scene.who.record(own.actor)
        if other and own.actor.id != first.id and scene.who.state(other) != state and (
            not kinds or scene.who.kinds_of(other) & kinds
        ):  # fmt: skip
            return Meaning(own.actor, f"{own.actor.name} is the other one beside {first.name}", 0.7)
    return opened(f"nobody beside {first.name} was named")


def _interlocutor(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    first = next(iter(_speakers_first(scene, place)), None)
    return _other(first.actor, scene, place, frozenset()) if first else opened("nobody was named before")


def _owned(phrase: Phrase, owners: Sequence[Record], scene: Scene, place: int) -> Meaning:
    """Return whom a noun with what it belongs to means."""
    who, roles = scene.who, phrase.roles()
    posts = who.posts(phrase.kinds("office", "institution"), owners)
    if phrase.deputy:
        return _official(owners[0], posts, phrase, scene, place)
    offices = [post for post in posts if post.kind == "office"]
    if offices:
        return office(offices, phrase, scene, place)
    if posts:
        return Meaning(who.actor(posts[0]), f"it names {posts[0].name}", 0.9)
    if roles & {"official", "officials", "spokesperson"} or phrase.kinds("role") & {"aide"}:
        return _official(owners[0], (), phrase, scene, place)
    if "side" in roles or owners[0].kind in phrase.kinds("again"):
        return Meaning(who.actor(owners[0]), f"{owners[0].name} itself", 0.9)
    if "head" in roles or phrase.kinds("role") & {"leader"}:
        return _leader(owners[0], phrase, scene, place)
    if phrase.kinds("role"):
        return _of_state(phrase, owners[0], scene, place)
    return opened(f"has to do with {owners[0].name}", map(who.actor, owners))


def _leader(owner: Record, phrase: Phrase, scene: Scene, place: int) -> Meaning:
    offices = scene.who.leaders(owner)
    held = {person.id: person for one in offices for person in scene.who.holders(one)}
    named = [own.actor for own in scene.people_before(place) if own.actor.id in held]
    if named:
        return Meaning(named[0], f"{named[0].name} leads {owner.name}", 0.85)
    kinds = {kind for one in offices for kind in scene.who.kinds(one)}
    if len(held) == 1 and not ("prime-minister" in kinds and "president" in kinds):
        return office(offices[:1], phrase, scene, place)
    return opened(f"the leader of {owner.name} may be one of several", map(scene.who.actor, held.values()))


def _of_state(phrase: Phrase, owner: Record, scene: Scene, place: int) -> Meaning:
    """Return the last person named before who has such a role for a state."""
    kinds, state = phrase.kinds("role"), scene.who.state(owner)
    for own in scene.people_before(place):
        record = scene.who.record(own.actor)
        if record and scene.who.state(record) == state and (kinds & scene.who.kinds_of(record) or "person" in kinds):
            return Meaning(own.actor, f"{own.actor.name}, named before, has this role", 0.75)
    return opened(f"nobody named before has this role for {owner.name}", (scene.who.actor(owner),))


def _official(owner: Record, posts: Sequence[Record], phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the one named before who works there, where the noun is definite; else the house, with nobody named."""
    house = scene.who.house(posts[0] if posts else owner)
    if phrase.kinds("spokesperson") and not phrase.indefinite and not phrase.kinds("officials"):
        posts = scene.who.posts(("spokesperson",), (owner,))
        named = [own.actor for own in scene.people_before(place) if _held(own.actor, posts, scene)]
        if named:
            return Meaning(named[0], f"{named[0].name}, named before, speaks for {owner.name}", 0.85)
    actor = scene.who.actor(house)
    return Meaning(replace(actor, named=False), f"someone unnamed of {actor.name}", 0.8)


def established(scene: Scene, place: int) -> Meaning:
    """Return the party whose text is spoken of without its name: the issuer, or the last institution that spoke."""
    if scene.issuer:
        return Meaning(scene.issuer, f"the document is issued by {scene.issuer.name}", 0.8)
    for own in scene.before(place):
        if own.source and own.actor.kind in ("institution", "alliance") and own.actor.named:
            return Meaning(own.actor, f"{own.actor.name} is the last institution that spoke", 0.7)
    return opened("whose document it is was not said")


def _bare(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return whom a noun means by what was established before."""
    roles = phrase.roles()
    kinds = phrase.kinds("office", "role", "institution") - {"person"}
    if phrase.deputy:
        kinds = frozenset()
    if phrase.vague or ("officials" in roles and not (phrase.pointing or phrase.definite)):
        return opened("whose officials they are is not said")
    if "again" in roles and not kinds & {"president"}:
        return _again(phrase, scene, place)
    if phrase.kinds("institution"):
        return _ministry(phrase, scene, place)
    if kinds and not phrase.indefinite:
        found = role(kinds, scene, place)
        if found.actor or not roles & {"official"}:
            return found
    if "spokesperson" in roles and not phrase.indefinite:
        found = role(frozenset({"spokesperson"}), scene, place)
        if found.actor:
            return found
    if phrase.possessive and roles & {"official", "officials", "spokesperson"}:
        whose = next(iter(_speakers_first(scene, place)), None)
        record = who_record(whose, scene)
        return _official(record, (), phrase, scene, place) if record else opened("whose it is was not said")
    if roles & {"official", "officials", "press", "spokesperson"}:
        return unnamed(phrase, scene, place)
    if "side" in roles and phrase.possessive is None:
        return opened("which side is meant was not said")
    return opened("the text does not say which")


def who_record(seen: Seen | None, scene: Scene) -> Record | None:
    """Return the record of someone seen."""
    return scene.who.record(seen.actor) if seen else None


def _ministry(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the institution of a kind that names no state: the issuer's, the last one named, or that of the language."""
    who, kinds = scene.who, phrase.kinds("institution")
    last = next((own.actor for own in scene.before(place) if _is_house(own.actor, kinds, scene)), None)
    home = scene.lexicon.home
    for state in (scene.voice_state(), scene.issuer_state, None if last else home):
        record = who.registry.records.get(state or "")
        posts = who.posts(kinds, (record,)) if record else ()
        houses = [post for post in posts if post.kind == "institution"]
        if houses:
            return Meaning(who.actor(houses[0]), f"that of {record.name if record else ''}, of which the text is", 0.75)
    return Meaning(last, f"{last.name}, named before", 0.8) if last else opened("whose ministry it is was not said")


def _is_house(actor: Actor, kinds: frozenset[str], scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record and record.kind == "institution" and scene.who.kinds(record) & kinds)


def role(kinds: frozenset[str], scene: Scene, place: int) -> Meaning:
    """Return who holds an office of a kind without its state: the issuer's, or the last one named who does."""
    who = scene.who
    state = who.registry.records.get(scene.voice_state() or scene.issuer_state or "")
    posts = [post for post in who.posts(kinds, (state,)) if post.kind == "office"] if state else []
    if len(posts) == 1 and len(who.holders(posts[0])) == 1:
        holder = who.holders(posts[0])[0]
        return Meaning(who.actor(holder), f"{holder.name} holds this office for {state.name if state else ''}", 0.85)
    found = [own for own in scene.people_before(place) if _is(own.actor, kinds, scene)]
    if found:
        firm = 0.8 if len(found) == 1 else 0.7
        return Meaning(found[0].actor, f"{found[0].actor.name} is the last one named who holds such an office", firm)
    return opened("nobody named before holds such an office")


def _is(actor: Actor, kinds: frozenset[str], scene: Scene) -> bool:
    record = scene.who.record(actor)
    return bool(record and scene.who.kinds_of(record) & kinds)


def _again(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    kinds = phrase.kinds("again")
    for own in scene.before(place):
        if own.actor.kind in kinds and own.actor.named:
            return Meaning(own.actor, f"{own.actor.name} is the last {own.actor.kind} named", 0.65)
    return opened("none was named before")


def unnamed(phrase: Phrase, scene: Scene, place: int) -> Meaning:
    """Return the office or institution of an official whom the text does not name."""
    if phrase.administration:
        house = scene.who.registry.records.get("white-house")
        if house:
            return Meaning(replace(scene.who.actor(house), named=False), f"someone unnamed of {house.name}", 0.75)
    if not phrase.indefinite:
        spoke = [own for own in scene.before(place) if own.source and (phrase.pointing or not own.actor.named)]
        last = next((own for own in spoke if not own.actor.named), spoke[0] if spoke else None)
        if last:
            return Meaning(last.actor, f"the one of {last.actor.name} who spoke before", 0.75)
    if scene.issuer and scene.document.kind != "article":
        return Meaning(replace(scene.issuer, named=False), f"someone unnamed of {scene.issuer.name}", 0.7)
    return opened("an official whose house is not said")
