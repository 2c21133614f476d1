"""Names: which of those who bear one is meant, and people whom only the text knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from dragoman.actors.fold import fold
from dragoman.actors.index import Ground
from dragoman.actors.names import Hit
from dragoman.actors.records import Record
from dragoman.reading.speakers.meant import Meaning, opened
from dragoman.reading.speakers.offices import office, role
from dragoman.reading.speakers.party import local
from dragoman.reading.speakers.phrase import Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.tokens import Word

#: How alike two spellings of one name are, from 0 to 1; of a surname that only its first letter shows.
_ALIKE = 0.75
_CLOSE = 0.8
#: Letters of a surname that with an initial alone may be spelt otherwise.
_LONG = 7


def named(phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    """Return whom a name of the registry means: a person, an office's holder, an institution, a state."""
    who, hits = scene.who, phrase.hits
    if hits[0].record.kind == "person":
        own = scene.locals.get(words[phrase.head].fold) if phrase.end - phrase.head == 1 else None
        if own and not any(scene.introduced(hit.record.id, place) for hit in hits):
            return Meaning(own, f"{own.name}, named before", 0.9)
        return person(hits, scene, place)
    records = _likely([hit.record for hit in hits], scene, place)
    if len(records) > 1:
        return opened("the name is that of several", map(who.actor, records))
    record = records[0]
    if hits[0].ground is Ground.DEMONYM:
        article = words[phrase.head - 1].fold if phrase.head else ""
        if article in scene.lexicon.lists["people_articles"] and phrase.end == len(words):
            return Meaning(who.actor(record), f"the people, for {record.name}", 0.75)
        if len(words) == 1:
            return Meaning(who.actor(record), f"an adjective of {record.name}, alone", 0.7)
        return opened(f"an adjective of {record.name}", (who.actor(record),))
    if record.kind == "office":
        return _titled(record, phrase, words, scene, place)
    how = "stands for" if hits[0].ground is Ground.METONYM else "is a name of"
    return Meaning(who.actor(record), f"it {how} {record.name}", 0.9 if hits[0].inflected else 0.95)


def _likely(records: list[Record], scene: Scene, place: int) -> list[Record]:
    """Return those of several records that are the likelier: the one office, those named before."""
    if len(records) == 1:
        return records
    offices = [record for record in records if record.kind == "office"]
    return offices if len(offices) == 1 else [r for r in records if scene.introduced(r.id, place)] or records


def _titled(record: Record, phrase: Phrase, words: Sequence[Word], scene: Scene, place: int) -> Meaning:
    """Return who holds an office by its name.

    « Le président de la République » names no state: where nobody of the one that the registry takes it for was
    named, it is that of another.
    """
    called = scene.gazetteer.noun(words, phrase.head) if scene.lexicon.nouns else None
    state = scene.who.state(record)
    if called and called.end == phrase.end and not called.owners and state != scene.issuer_state:
        people = [scene.who.record(own.actor) for own in scene.people_before(place)]
        if people and not any(own and scene.who.state(own) == state for own in people):
            found = role(frozenset(noun.kind for noun in called.nouns if noun.role == "office"), scene, place)
            if found.actor:
                return found
    return office((record,), phrase, scene, place)


def person(
    hits: Sequence[Hit],
    scene: Scene,
    place: int,
    kinds: frozenset[str] = frozenset(),
    owners: Sequence[Record] = (),
) -> Meaning:
    """Return which of the persons a name means: the one introduced before, or who held (such) an office.

    ``kinds`` are of the offices that a title names, ``owners`` whose they are.
    """
    who = scene.who
    people = [hit for hit in hits if hit.record.kind == "person"]
    states = {who.state(owner) for owner in owners}
    theirs = [hit for hit in people if who.state(hit.record) in states]
    theirs = [hit for hit in theirs if who.offices(hit.record) or scene.introduced(hit.record.id, place)]
    people = theirs or [*_namesakes(people, owners, kinds, scene)] or people
    before = [hit for hit in people if scene.introduced(hit.record.id, place)]
    within = [hit for hit in people if hit.record.id in scene.first]
    fitting = [hit for hit in people if kinds and who.holds(hit.record, kinds)]
    serving = [hit for hit in people if who.offices(hit.record)]
    spoken = [
        hit for hit in serving if who.state(hit.record) in scene.first or scene.states[who.state(hit.record) or ""]
    ]
    for left, why in (
        (before, "was named before"),
        (within, "is named in the text"),
        (fitting, "held such an office"),
        (serving, "held an office"),
        (spoken, "held an office of a state of which the text speaks"),
        (people, "is the only one in the registry"),
    ):
        if len(left) == 1:
            firm = 0.97 if left[0].ground is Ground.NAME or len(people) == 1 else 0.85
            return Meaning(who.actor(left[0].record), f"the name of {left[0].record.name}, who {why}", firm)
    return opened("several people have this name", (who.actor(hit.record) for hit in people))


def _namesakes(people: Sequence[Hit], owners: Sequence[Record], kinds: frozenset[str], scene: Scene) -> Iterator[Hit]:
    """Yield who holds such an office for the owners, with a first name that one of the people has: kings."""
    if not kinds or not owners:
        return
    firsts = {fold(name).split()[0] for hit in people for name in hit.record.all_names()}
    for post in scene.who.posts(kinds, owners):
        for own in scene.who.holders(post) if post.kind == "office" else ():
            if firsts & {fold(name).split()[0] for name in own.all_names()}:
                yield Hit(own, Ground.NAME, False, False)


def _as_titled(phrase: Phrase, words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return who holds the office before a name that is spelt otherwise than in the registry, the first name alike."""
    who = scene.who
    posts = who.posts(phrase.kinds("office"), phrase.owners) if phrase.owners else ()
    offices = [hit.record for hit in phrase.hits if hit.record.kind == "office"] or [*posts]
    held = [own for one in offices for own in who.holders(one)]
    first, end = map(int, (phrase.local or "0:0").split(":"))
    written = " ".join(word.fold for word in words[first:end])
    for own in held:
        firsts = {fold(name.split()[0]) for name in own.all_names() if " " in name}
        if words[phrase.name_at].fold in firsts:
            return Meaning(who.actor(own), f"{own.name} holds the office, and has this first name", 0.8)
        if any(_likeness(written, fold(name)) >= _ALIKE for name in own.all_names()):
            return Meaning(who.actor(own), f"{own.name} holds the office, and is spelt much like it", 0.8)
    return None


def spelt_otherwise(name: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the person of the registry who has the surname of a full name, and a first name spelt much like it."""
    last = scene.gazetteer.name(name, len(name) - 1) if len(name) > 1 else None
    for hit in last.hits if last else ():
        firsts = {fold(own).split()[0] for own in hit.record.all_names() if " " in own}
        if any(_likeness(name[0].fold, first) >= _ALIKE for first in firsts):
            return Meaning(scene.who.actor(hit.record), f"a name much like that of {hit.record.name}", 0.75)
    return _surname_otherwise(name, scene) if len(name) > 1 else None


def _surname_otherwise(name: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the one person in office who has the first name of a full name, and a surname spelt much like it.

    Of the first name an initial is enough, where the surname is long: «С. Рамафоза».
    """
    written, registry = name[-1].fold, scene.who.registry
    alike: dict[str, Record] = {}
    firsts, first = scene.gazetteer.first_names, name[0].fold
    ids = set(firsts.get(first, ()))
    if len(first) == 1 and name[0].capital and len(written) >= _LONG:
        ids = {id for own, people in firsts.items() if own[0] == first for id in people}
    for id in sorted(ids):
        record = registry.records[id]
        surnames = {fold(own).split()[-1] for own in record.all_names() if " " in own}
        near = (own for own in surnames if own[0] == written[0] and _likeness(own, written) >= _CLOSE)
        if next(near, None) and scene.who.offices(record):
            alike[id] = record
    found = next(iter(alike.values())) if len(alike) == 1 else None
    return Meaning(scene.who.actor(found), f"a name much like that of {found.name}", 0.7) if found else None


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _introducing(phrase: Phrase) -> tuple[Record, ...]:
    """Return what the title before a name belongs to."""
    of = phrase.of.owners if phrase.of else ()
    return (*phrase.owners, *of, *(hit.record for hit in phrase.hits if hit.record.kind != "person"))


def _by_first_name(name: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the one person named before whose first name stands alone, or with a patronymic: «Шавкат Миромонович»."""
    patronymics = scene.lexicon.words.patronymics
    if len(name) > 2 or (len(name) == 2 and not (patronymics and name[1].fold.endswith(patronymics))):
        return None
    forms = scene.gazetteer.forms(name[0].fold)
    ids = {id for form in forms for id in scene.gazetteer.first_names.get(form, ())}
    found = [own.actor for own in scene.people_before(name[0].start) if own.actor.id in ids]
    if len(found) != 1:
        return None
    return Meaning(found[0], f"the first name of {found[0].name}, named before", 0.75)


def unknown(phrase: Phrase, words: Sequence[Word], scene: Scene) -> Meaning:
    """Return the local actor of a name that the registry lacks."""
    first, end = map(int, (phrase.local or "0:0").split(":"))
    surname = words[end - 1].fold
    for form in scene.gazetteer.forms(surname):
        if form in scene.locals and end - first == 1:
            return Meaning(scene.locals[form], f"{scene.locals[form].name}, named before", 0.9)
    known = spelt_otherwise(words[first:end], scene) or _by_first_name(words[first:end], scene)
    if known:
        return known
    stop = words[end - 1].end - (2 if words[end - 1].possessive else 0)
    name = " ".join(scene.document.text[words[first].start : stop].split())
    if end - first == 1 and not (phrase.nouns or phrase.hits):
        return opened(f"'{name}' is not in the registry")
    actor = local(name, "person")
    side = next((state for own in _introducing(phrase) if (state := scene.who.state(own))), None)
    if side:
        scene.sides.setdefault(actor.id, side)
    return Meaning(actor, f"'{name}' is not in the registry: a person whom only this text knows", 0.7)
