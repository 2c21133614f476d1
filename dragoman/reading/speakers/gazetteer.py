"""Names and nouns where they stand: the longest name of the registry, or noun, that begins at a word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from dragoman.actors import Registry
from dragoman.actors.fold import fold
from dragoman.actors.index import Entry, Ground
from dragoman.actors.names import Hit
from dragoman.actors.wordlists import Noun
from dragoman.reading.speakers.lexicon import Lexicon
from dragoman.reading.speakers.tokens import SOFT, Word

_MOST = 60


class Named(NamedTuple):
    """The words up to ``end`` (an index, exclusive) name one of ``hits``."""

    end: int
    hits: tuple[Hit, ...]


class Called(NamedTuple):
    """The words up to ``end`` are a noun; ``owners`` stand within it (« ministre FRANÇAIS des armées »)."""

    end: int
    nouns: tuple[Noun, ...]
    owners: tuple[Hit, ...] = ()
    inflected: bool = False


class Tables(NamedTuple):
    """Of a registry: all beginnings of its names of several words, and its people by their first names, folded."""

    beginnings: frozenset[str]
    first_names: Mapping[str, frozenset[str]]


@lru_cache(maxsize=2)
def tables(registry: Registry) -> Tables:
    """Return the tables of a registry, made once."""
    beginnings: set[str] = set()
    for name in registry.names:
        at = name.find(" ")
        while at > 0:
            beginnings.add(name[:at])
            at = name.find(" ", at + 1)
    firsts: defaultdict[str, set[str]] = defaultdict(set)
    for record in registry.records.values():
        for name in record.all_names() if record.kind == "person" else ():
            first = fold(name.partition(" ")[0]) if " " in name else ""
            if len(first) > 2:
                firsts[first].add(record.id)
    return Tables(frozenset(beginnings), {first: frozenset(ids) for first, ids in firsts.items()})


@dataclass(frozen=True, eq=False)
class Gazetteer:
    """The names of a registry as a language writes and inflects them."""

    registry: Registry
    lexicon: Lexicon
    language: str | None
    _hits: dict[tuple[str, bool, bool], tuple[Hit, ...]] = field(default_factory=dict)

    @property
    def first_names(self) -> Mapping[str, frozenset[str]]:
        """The ids of the people in the registry, by their first names."""
        return tables(self.registry).first_names

    @cached_property
    def forms(self) -> Callable[[str], tuple[str, ...]]:
        """A function that returns a word and what it may be a case form, or an adjective's form, of; it remembers."""
        own = self.lexicon.words

        def forms(word: str) -> tuple[str, ...]:
            adjectives = [form for (form,) in own.masculines((word,))] if own.adjectives else []
            return tuple(dict.fromkeys((*own.forms(word), *adjectives)))

        return lru_cache(maxsize=20_000)(forms)

    @cached_property
    def _begins(self) -> Callable[[str], tuple[tuple[str, bool], ...]]:
        """A function that returns the forms of a word with which names begin, and whether they are not the word."""
        names, beginnings = self.registry.names, tables(self.registry).beginnings

        def begins(word: str) -> tuple[tuple[str, bool], ...]:
            return tuple((f, f != word) for f in self.forms(word) if f in names or f in beginnings)

        return lru_cache(maxsize=20_000)(begins)

    @cached_property
    def _noun_begins(self) -> Callable[[str], bool]:
        """A function that tells whether a noun begins with a word."""
        own = self.lexicon
        return lru_cache(maxsize=20_000)(
            lambda word: any(form in own.nouns or form in own.beginnings for form in own.forms(word))
        )

    def name(self, words: Sequence[Word], at: int) -> Named | None:
        """Return the longest name that begins at a word; as it stands before its case forms."""
        reached = list(self._begins(words[at].fold))
        if not reached:
            return None
        names, beginnings = self.registry.names, tables(self.registry).beginnings
        best: Named | None = None
        end = at + 1
        fresh = reached
        while reached:
            hits = self._best(((key, inflected) for key, inflected in fresh if key in names), words[at:end])
            if hits:
                best = Named(end, hits)
            if end >= len(words) or words[end].gap != SOFT:
                break
            follow = self.forms(words[end].fold)
            fresh = [
                (longer, inflected or form is not follow[0])
                for key, inflected in reached
                if key in beginnings
                for form in follow
                if (longer := f"{key} {form}") in names or longer in beginnings
            ][:_MOST]
            reached = fresh + (reached if self._passed_over(words[end]) else [])
            end += 1
        return best

    def _passed_over(self, word: Word) -> bool:
        """Tell whether a word within a name may be missing from the registry: an initial, a patronymic."""
        patronymics = self.lexicon.words.patronymics
        return word.capital and (len(word.fold) <= 2 or bool(patronymics and word.fold.endswith(patronymics)))

    def noun(self, words: Sequence[Word], at: int) -> Called | None:
        """Return the longest noun that begins at a word. Links within it are passed over, and so is one adjective."""
        return self._noun(words, at, at, "", (), False) if self._noun_begins(words[at].fold) else None

    def _noun(
        self, words: Sequence[Word], at: int, end: int, key: str, owners: tuple[Hit, ...], inflected: bool
    ) -> Called | None:
        if end >= len(words) or (end > at and words[end].gap != SOFT):
            return None
        nouns, beginnings = self.lexicon.nouns, self.lexicon.beginnings
        word = words[end].fold
        if key and word in self.lexicon.words.linkers:
            return self._noun(words, at, end + 1, key, owners, inflected)
        best: Called | None = None
        forms = self.lexicon.forms(word)
        for form in forms:
            longer = f"{key} {form}" if key else form
            bent = inflected or (not key and form is not forms[0])
            found = self._noun(words, at, end + 1, longer, owners, bent) if longer in beginnings else None
            if not found and longer in nouns:
                found = Called(end + 1, nouns[longer], owners, bent)
            if found and (best is None or found.end > best.end):
                best = found
        if key and not owners and (best is None) and key in beginnings:
            adjective = self.name(words, end)
            if adjective and adjective.hits[0].ground is Ground.DEMONYM:
                return self._noun(words, at, adjective.end, key, adjective.hits, inflected)
        return best

    def _best(self, keys: Iterable[tuple[str, bool]], written: Sequence[Word]) -> tuple[Hit, ...]:
        capital = any(word.capital for word in written)
        found: tuple[Hit, ...] = ()
        for key, inflected in keys:
            hits = self._hit(key, inflected, capital)
            if len(written) == 1 and written[0].upper and len(written[0].fold) < 5:
                # «МИД» is not Mr Mid.
                hits = tuple(hit for hit in hits if hit.record.kind != "person")
            if hits and not inflected:
                return hits
            found += tuple(hit for hit in hits if hit.record not in [own.record for own in found])
        return found

    def _hit(self, key: str, inflected: bool, capital: bool) -> tuple[Hit, ...]:
        known = self._hits.get((key, inflected, capital))
        if known is None:
            able = [entry for entry in self.registry.named(key) if capital or not entry.capital]
            known = self._hits[key, inflected, capital] = self._of(able, inflected)
        return known

    def _of(self, able: Sequence[Entry], inflected: bool) -> tuple[Hit, ...]:
        own = [entry for entry in able if entry.language == self.language] or list(able)
        best = min((entry.ground for entry in own), default=None)
        foreign = bool(own) and own[0].language != self.language
        records: Mapping[str, None] = dict.fromkeys(entry.id for entry in own if entry.ground == best)
        return tuple(
            Hit(self.registry.records[id], Ground(best), inflected, foreign) for id in records if best is not None
        )


@lru_cache(maxsize=16)
def gazetteer(registry: Registry, lexicon: Lexicon, language: str | None) -> Gazetteer:
    """Return the names of a registry in a language, made once."""
    return Gazetteer(registry, lexicon, language)
