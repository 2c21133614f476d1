"""Whom a phrase means in a document: names first, then offices by the day, then what the document has established."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.records import Record
from dragoman.nouns import Actor
from dragoman.reading.speakers import plural
from dragoman.reading.speakers.context import (
    again,
    counterpart,
    established,
    interlocutor,
    ministry,
    speakers_first,
    unnamed,
)
from dragoman.reading.speakers.meant import Meaning, group, opened
from dragoman.reading.speakers.named import _as_titled, named, person, unknown
from dragoman.reading.speakers.offices import former_holder, leader, of_state, office, official, role
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.tokens import Word

#: Roles of nouns for those who are not named.
UNNAMED = frozenset({"official", "officials", "press", "spokesperson"})


def meaning(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    """Return whom a phrase that begins at ``place`` of the text means."""
    last = _named_last(phrase, scene)
    if last:
        return person(last.person, scene, place, phrase.kinds("office", "role"))
    if phrase.person:
        return person(phrase.person, scene, place, phrase.kinds("office", "role"), phrase.owners)
    if phrase.local:
        return _as_titled(phrase, words, scene) or unknown(phrase, words, scene)
    if phrase.hits:
        return named(phrase, words, scene, place)
    return _described(phrase, words, scene, place)


def _named_last(phrase: Phrase, scene: Scene) -> Phrase | None:
    """Return the inner phrase whose name is that of the whole: «советник главы МИД Имя Фамилия».

    It is not, where the one named has held the office that the inner noun names: «советник президента Макрона».
    """
    if phrase.person or not phrase.nouns or "plural" in phrase.roles() or "officials" in phrase.roles():
        return None
    inner = phrase.of
    while inner and not inner.person:
        inner = inner.of
    if not inner or not inner.nouns:
        return None
    kinds = inner.kinds("office", "role")
    records = [hit.record for hit in inner.person]
    past = {role.office for record in records for role in record.roles}
    offices = [scene.who.registry.records[id] for id in past if id in scene.who.registry.records]
    held = any(scene.who.kinds(office) & kinds for office in offices)
    return None if kinds and held else inner


def _described(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    roles = phrase.roles()
    if "plural" in roles and ("officials" not in roles or phrase.number == 2):
        return _plural(phrase, scene, place)
    if phrase.number and roles & {"office", "role"} and phrase.number > 1:
        return _plural(phrase, scene, place)
    if "counterpart" in roles:
        return counterpart(phrase, scene, place)
    if "interlocutor" in roles:
        return interlocutor(scene, place)
    owners = _owners(phrase, words, scene, place)
    if roles & {"press", "document"} and owners:
        return Meaning(_issuer_of(owners[0], scene), f"speaks for {owners[0].name}", 0.85)
    if "document" in roles and not phrase.of:
        return established(scene, place)
    if owners:
        return _owned(phrase, owners, scene, place)
    if phrase.of:
        return opened("to whom it belongs was not established")
    return _bare(phrase, words, scene, place)


def _issuer_of(owner: Record, scene: Scene) -> Actor:
    return scene.who.actor(scene.who.house(owner))


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
    of = phrase.of.owners if phrase.of else ()
    alliance = _alliance_of(phrase, of, scene)
    if alliance:
        return Meaning(alliance, f"its leaders, for {alliance.name}", 0.8)
    found, why = plural.members(phrase, scene, place)
    if len(found) > 1:
        return Meaning(group(found), why, 0.8)
    owner = phrase.owners[0] if len(phrase.owners) == 1 else None
    if owner and phrase.kinds("plural") == {"side"} and not phrase.number:  # «китайської сторони» is one side
        return Meaning(scene.who.actor(owner), f"{owner.name} itself", 0.85)
    if owner and phrase.kinds("plural") == {"person"} and not phrase.person:
        return official(owner, (), phrase, scene, place)
    if owner and owner.kind == "alliance" and not phrase.kinds("plural") & {"person", "side"}:
        return Meaning(scene.who.actor(owner), f"its leaders, for {owner.name}", 0.8)
    return opened(why, found)


def _alliance_of(phrase: Phrase, of: Sequence[Record], scene: Scene) -> Actor | None:
    """Return the alliance of which leaders are meant: of whose states they are, or that issues the document."""
    if not phrase.kinds("plural") & {"leader", "head-of-state", "minister"} or phrase.number or phrase.owners:
        return None
    if len(of) == 1 and of[0].kind == "alliance":
        return scene.who.actor(of[0])
    issued = scene.issuer if scene.issuer and scene.issuer.kind == "alliance" else None
    return issued if issued and not phrase.of and scene.document.kind != "article" else None


def _owned(phrase: Phrase, owners: Sequence[Record], scene: Scene, place: int) -> Meaning:
    """Return whom a noun with what it belongs to means."""
    who, roles = scene.who, phrase.roles()
    posts = who.posts(phrase.kinds("office", "institution"), owners)
    if "deputy" in phrase.marks:
        return official(owners[0], posts, phrase, scene, place)
    offices = [post for post in posts if post.kind == "office"]
    if offices:
        return office(offices, phrase, scene, place)
    if posts:
        return Meaning(who.actor(posts[0]), f"it names {posts[0].name}", 0.9)
    if phrase.kinds("again") & {"institution"} and owners[0].kind == "state":
        return _again_of(phrase, owners[0], scene, place)
    if roles & {"official", "officials", "spokesperson"} or phrase.kinds("role") & {"aide"}:
        return official(owners[0], (), phrase, scene, place)
    if "side" in roles or owners[0].kind in phrase.kinds("again"):
        return Meaning(who.actor(owners[0]), f"{owners[0].name} itself", 0.9)
    if "head" in roles or phrase.kinds("role") & {"leader"}:
        return leader(owners[0], phrase, scene, place)
    if phrase.kinds("role"):
        return of_state(phrase, owners[0], scene, place)
    return opened(f"has to do with {owners[0].name}", map(who.actor, owners))


def _again_of(phrase: Phrase, owner: Record, scene: Scene, place: int) -> Meaning:
    """Return the last institution of a state that was named: "the Russian ministry"."""
    for own in scene.before(place):
        record = scene.who.record(own.actor)
        if record and record.kind == "institution" and scene.who.state(record) == owner.id:
            return Meaning(own.actor, f"{own.actor.name} is the last institution of {owner.name} named", 0.7)
    return opened(f"has to do with {owner.name}", (scene.who.actor(owner),))


def _bare(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    """Return whom a noun means by what was established before."""
    roles = phrase.roles()
    kinds = phrase.kinds("office", "role") - {"person"}
    if "vague" in phrase.marks or ("officials" in roles and not phrase.marks & {"pointing", "definite"}):
        return opened("whose officials they are is not said")
    if "again" in roles and not kinds & {"president"}:
        return again(phrase, words[phrase.head], scene, place)
    if phrase.kinds("institution"):
        return ministry(phrase, scene, place)
    kinds |= roles & {"spokesperson"}
    if "former" in phrase.marks:
        return former_holder(kinds, scene, place)
    whose = _possessor(phrase, scene, place) if kinds else None
    if whose:
        return _owned(phrase, (whose,), scene, place)
    if kinds and "indefinite" not in phrase.marks and "deputy" not in phrase.marks:
        found = role(kinds, scene, place, _is_head(phrase, words, scene))
        if found.actor or not roles & UNNAMED:
            return found
    if roles & UNNAMED:
        return _whose(scene, place, phrase) if phrase.possessive else unnamed(phrase, scene, place)
    return opened("the text does not say which")


def _possessor(phrase: Phrase, scene: Scene, place: int) -> Record | None:
    """Return the state whose officer is meant by "its prime minister": the last one named, by itself or by a person."""
    if not phrase.possessive or not phrase.kinds("office") or phrase.kinds("role") & {"aide", "person"}:
        return None
    for own in scene.before(place):
        if scene.paragraph(place) - scene.paragraph(own.start) > 1:
            return None
        record = scene.who.record(own.actor)
        state = scene.who.registry.records.get(scene.who.state(record) or "") if record else None
        if state and state.kind == "state" and scene.who.posts(phrase.kinds("office"), (state,)):
            return state
    return None


def _is_head(phrase: Phrase, words: Sequence[Word], scene: Scene) -> bool:
    """Tell whether a noun is "head of state", which without a state means that of a text's own."""
    said = " ".join(word.fold for word in words[phrase.head : phrase.end])
    return said in scene.lexicon.lists["heads_of_state"]


def _whose(scene: Scene, place: int, phrase: Phrase) -> Meaning:
    """Return the house of someone's official: "his spokesman"."""
    first = next(iter(speakers_first(scene, place)), None)
    record = scene.who.record(first.actor) if first else None
    return official(record, (), phrase, scene, place) if record else opened("whose it is was not said")
