"""What a mention may mean, before the day is looked at: names, phrases, titles with names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.actors.index import Ground
from dragoman.actors.names import Hit, Look, find, people
from dragoman.actors.phrases import Phrase, is_spokesperson, phrases, posts_of
from dragoman.actors.records import Record
from dragoman.actors.wordlists import Noun, Tokens

#: How firmly each ground points to a record, and how it is told.
GROUNDS = {
    Ground.NAME: (1.0, "is a name of"),
    Ground.METONYM: (0.9, "stands for"),
    Ground.SURNAME: (0.85, "is the last word of a name of"),
    Ground.DEMONYM: (0.5, "is an adjective of"),
}
PARTIES = ("state", "alliance", "group", "institution")


@dataclass(frozen=True, slots=True)
class Sense:
    """A record that a mention may mean, why, and how firmly; ``kinds`` of offices that a title before it names.

    ``open`` is a record that has to do with the mention, but that the mention does not name.
    """

    record: Record
    why: str
    confidence: float
    kinds: frozenset[str] = frozenset()
    open: bool = False


def senses(tokens: Tokens, look: Look) -> tuple[Sense, ...]:
    """Return what ``tokens`` may mean, by the first reading that finds something."""
    bare = look.words.definite(tokens)
    indefinite = len(tokens) > 1 and tokens[0] in look.words.indefinite
    for own in dict.fromkeys((tokens, bare)):
        hits = find(own, look) or people(own, look)
        if hits:
            return tuple(_named(hit, own) for hit in hits)
    if indefinite:
        return tuple(_senses_of(phrases(tokens[1:], look), look, only="spokesperson"))
    found = [tuple(_senses_of(phrases(bare, look), look)), _titled(bare, look)]
    return next((own for own in found if any(not sense.open for sense in own)), found[0] or found[1])


def _named(hit: Hit, tokens: Tokens) -> Sense:
    confidence, why = GROUNDS[hit.ground]
    if hit.record.kind == "person" and len(tokens) == 1:
        confidence = min(confidence, 0.9)
    confidence *= (0.95 if hit.inflected else 1.0) * (0.97 if hit.foreign else 1.0)
    if is_post(hit.record):
        why = "names the office"
    case = " (in an oblique case)" if hit.inflected else ""
    return Sense(hit.record, f"{why} {hit.record.name}{case}", confidence, open=hit.ground is Ground.DEMONYM)


def _senses_of(found: Iterable[Phrase], look: Look, only: str | None = None) -> list[Sense]:
    """Return what the first phrase that names something names; else the owners of the phrases, as open senses."""
    owners: list[Sense] = []
    for phrase in found:
        nouns = tuple(noun for noun in phrase.nouns if only in (None, noun.role))
        named = {s.record.id: s for noun in nouns for hit in phrase.of for s in _meant(noun, hit, look)}
        if named:
            return list(named.values())
        owners += [Sense(hit.record, "no such post is in the registry", 0.0, open=True) for hit in phrase.of]
    return owners


def _meant(noun: Noun, hit: Hit, look: Look) -> list[Sense]:
    """Return what ``noun`` of ``hit`` names: the post, the head, the spokesperson's post, the party itself."""
    owner, known = hit.record, look.registry.records
    posts = posts_of(Phrase((noun,), (hit,)), look.registry)
    if posts:
        return [Sense(post, f"names {post.name}", 0.97) for post in posts]
    if noun.role == "head" and owner.head in known:
        return [Sense(known[owner.head or ""], f"is whoever leads {owner.name}", 0.95)]
    if noun.role == "spokesperson" and owner.kind in (*PARTIES, "office"):
        return [Sense(owner, f"is someone unnamed who speaks for {owner.name}", 0.6)]
    if noun.role == "side" and owner.kind in PARTIES:
        return [Sense(owner, f"is {owner.name} itself", 0.9)]
    return []


def _titled(tokens: Tokens, look: Look) -> tuple[Sense, ...]:
    """Return the persons whose name ends the mention, where all before it is understood."""
    for start in range(1, len(tokens)):
        prefix = tokens[:start]
        hits = people(tokens[start:], look)
        if not hits:
            continue
        understood, oblique, kinds = _title(prefix, look)
        full = len(tokens) - start > 1 and not any(hit.inflected for hit in hits) and _plain(prefix, look)
        if understood:
            # «Пресс-секретарь Путина» is not Putin: the name must stand in the case of the title.
            agreeing = [hit for hit in hits if oblique or not hit.inflected]
            return tuple(_titled_sense(hit, tokens[start:], kinds, agreeing) for hit in hits)
        return tuple(_titled_sense(hit, tokens[start:], frozenset(), list(hits) if full else []) for hit in hits)
    return ()


def _titled_sense(hit: Hit, name: Tokens, kinds: frozenset[str], meant: list[Hit]) -> Sense:
    own = _named(hit, name)
    if hit not in meant:
        return Sense(hit.record, f"has more before the name of {hit.record.name} than is understood", 0.0, open=True)
    return Sense(hit.record, f"ends in a name of {hit.record.name}", own.confidence * 0.97, kinds)


def _title(prefix: Tokens, look: Look) -> tuple[bool, bool, frozenset[str]]:
    """Return whether ``prefix`` is a title, whether it is in an oblique case, and the kinds of offices it names."""
    oblique = look.words.title(prefix[0]) == (True, True)
    for start in range(len(prefix)):
        rest = prefix[start:]
        kinds, inflected = _noun_kinds(rest, look)
        if kinds and rest[-1] not in look.words.linkers:
            # Of «заместителя министра» the first word has the case of the name.
            return True, inflected if start == 0 else oblique, kinds
        if any(hit.record.kind == "state" for hit in find(rest, look)):
            return True, oblique, frozenset()
        if not look.words.title(prefix[start])[0]:
            return False, oblique, frozenset()
    return True, oblique, frozenset()


def _noun_kinds(tokens: Tokens, look: Look) -> tuple[frozenset[str], bool]:
    """Return the kinds of what a noun names, alone or with what it belongs to, and whether it is in an oblique case."""
    nouns, inflected = look.words.noun(tokens)
    if nouns and tokens == look.words.definite(tokens):
        return frozenset(noun.kind for noun in nouns), inflected
    phrase = next(phrases(tokens, look), None)
    return (frozenset(noun.kind for noun in phrase.nouns), phrase.inflected) if phrase else (frozenset(), False)


def _plain(prefix: Tokens, look: Look) -> bool:
    """Tell whether ``prefix`` has no word that makes another of what it stands before: "the wife of"."""
    return look.words.language == look.language and not any(
        t in look.words.linkers or t in look.words.conjunctions for t in prefix
    )


def is_post(record: Record) -> bool:
    """Tell whether ``record`` is an office that stands for its holder; that of a spokesperson does not."""
    return record.kind == "office" and not is_spokesperson(record)
