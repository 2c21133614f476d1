"""People and bodies that the registry lacks, by the words of a source: a name at its end, "Colombia's air force"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.actors.wordlists import CYRILLIC
from dragoman.reading.speakers.meaning import UNNAMED
from dragoman.reading.speakers.meant import Meaning
from dragoman.reading.speakers.named import spelt_otherwise
from dragoman.reading.speakers.party import local
from dragoman.reading.speakers.phrase import Parser, Phrase
from dragoman.reading.speakers.scene import Scene
from dragoman.reading.speakers.tokens import COMMA, SOFT, STOP, Word

#: Roles of nouns that may stand before the name of a person, and endings of adjectives in the genitive.
_TITLED = frozenset({"office", "role", "title", "head", "official", "spokesperson", "counterpart", "interlocutor"})
_GENITIVES = ("ого", "его", "ои", "еи", "ых", "их", "ого", "ої", "іи")
#: The fewest letters of the one word that names a body.
_SHORTEST = 3


def longer_name(words: Sequence[Word], phrase: Phrase | None, scene: Scene) -> Meaning | None:
    """Return whom a source names at its end, where what follows its noun is no name: «лауреат Нобелевской премии»."""
    first, end = map(int, ((phrase.local if phrase else None) or "0:0").split(":"))
    if not phrase or end == first or end >= len(words) or words[end].gap >= COMMA:
        return None
    bent = scene.lexicon.language in CYRILLIC and words[end - 1].fold.endswith(_GENITIVES)
    return stranger(words, scene, bent) if bent or (phrase.nouns and end - first == 1) else None


def goes_on(words: Sequence[Word], phrase: Phrase) -> bool:
    """Tell whether a source has words behind its noun that no comma cuts off, and names one official."""
    return "officials" not in phrase.roles() and phrase.end < len(words) and words[phrase.end].gap < COMMA


def stranger(words: Sequence[Word], scene: Scene, titled: bool = False) -> Meaning | None:
    """Return the person with whose full name a source ends, and whom the registry lacks.

    A known first name tells, or a noun such as "chairman" at the head, or that it is known to be ``titled``.
    """
    phrase = Parser(words, scene.gazetteer).phrase(0)
    titled = titled or (phrase is not None and bool(phrase.roles() & _TITLED))
    stop = next((at for at in range(1, len(words)) if words[at].gap >= COMMA), len(words))
    lists = scene.lexicon.lists
    for at in range(1, stop - 1):
        word, before = words[at], words[at - 1]
        led = before.fold in lists["prepositions"] | lists["links"] | lists["far_links"] | lists["possessives"]
        if led or before.possessive or not all(own.capital for own in words[at:stop]):
            continue
        known = spelt_otherwise(words[at:stop], scene)
        if known:
            return known
        common = word.upper or word.fold in scene.lexicon.nouns
        proper = titled and stop - at in (2, 3) and all(_is_proper(own, scene) for own in words[at:stop])
        if not common and (word.fold in scene.gazetteer.first_names or proper):
            actor = local(scene.document.text[word.start : words[stop - 1].end], "person")
            return Meaning(actor, f"'{actor.name}' is not in the registry: a person whom only this text knows", 0.6)
    return None


def _is_proper(word: Word, scene: Scene) -> bool:
    """Tell whether a word with a capital is no noun, no body, no adjective in the genitive, and names no state."""
    if word.upper or word.fold in scene.lexicon.nouns or scene.lexicon.has("organs", word.fold):
        return False
    named = scene.gazetteer.name([word], 0)
    state = named is not None and named.hits[0].record.kind != "person"
    return not state and not word.fold.endswith(_GENITIVES)


def body(words: Sequence[Word], scene: Scene) -> Meaning | None:
    """Return the body that one strange word names: an acronym, or a word that is written with a capital elsewhere."""
    own = [word for word in words if word.fold not in scene.lexicon.lists["definite"]]
    if len(own) != 1 or not own[0].capital or len(own[0].fold) < _SHORTEST or scene.gazetteer.name(own, 0):
        return None
    word = own[0]
    if word.fold in scene.lexicon.nouns or word.fold in scene.lexicon.pronouns or _is_determiner(word, scene):
        return None
    within = (one for one in scene.words if one.fold == word.fold and one.capital and SOFT <= one.gap < STOP)
    if not word.upper and next(within, None) is None:
        return None
    actor = local(scene.document.text[word.start : word.end], "institution")
    return Meaning(actor, f"'{actor.name}' is not in the registry: a body that only this text knows", 0.5)


def _is_determiner(word: Word, scene: Scene) -> bool:
    lists = scene.lexicon.lists
    tables = ("demonstratives", "possessives", "modifiers", "vague", "openers", "askers", "answerers")
    return any(word.fold in lists[table] for table in tables) or word.fold in scene.lexicon.words.indefinite


def organ(words: Sequence[Word], phrase: Phrase | None, scene: Scene, found: Meaning) -> Meaning | None:
    """Return the body that a source names and the registry lacks: "Colombia's air force", «Правящая партия»."""
    stop = next((at for at in range(1, len(words)) if words[at].gap >= COMMA), len(words))
    first = 1 if words[0].fold in scene.lexicon.lists["definite"] else 0
    own, lists = words[first:stop], scene.lexicon.lists
    if found.actor or not own or (phrase and phrase.roles() & UNNAMED):
        return None
    organ = next((at for at in range(len(own)) if _namesorgan(own, at, scene)), len(own))
    other = own[0].fold in scene.lexicon.words.indefinite or any(
        word.fold in lists["far_links"] for word in own[:organ]
    )
    strange = other or any(word.fold in lists["possessives"] or word.fold in scene.lexicon.pronouns for word in own)
    owned = any(_is_of_state(words, at, scene) for at in range(first, stop))
    proper = any(word.capital for word in own[1:]) or (own[0].capital and own[0].gap < STOP)
    common = organ < len(own) and scene.gazetteer.noun(own, organ) is not None  # "the ministry" may be a known one
    if strange or organ == len(own) or not (owned or found.candidates or (proper and not common)):
        return None
    actor = local(" ".join(scene.document.text[own[0].start : own[-1].end].split()), "institution")
    return Meaning(actor, f"'{actor.name}' is not in the registry: a body that only this text knows", 0.6)


def _namesorgan(words: Sequence[Word], at: int, scene: Scene) -> bool:
    """Tell whether a body is named by a word, or by two: "air force"."""
    two = " ".join(word.fold for word in words[at : at + 2])
    return scene.lexicon.has("organs", words[at].fold) or two in scene.lexicon.lists["organs"]


def _is_of_state(words: Sequence[Word], at: int, scene: Scene) -> bool:
    named = scene.gazetteer.name(words, at)
    return bool(named and named.hits[0].record.kind in ("state", "alliance"))
