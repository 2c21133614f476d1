"""Noun phrases: what a few words say, before it is asked whom they mean.

The parser reads from left to right: determiners and adjectives, what the noun belongs to, the noun, what follows it, a
name. It knows no grammar beyond the words of the language and the order that the languages share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dragoman.actors.index import Ground
from dragoman.actors.names import Hit
from dragoman.actors.records import Record
from dragoman.actors.wordlists import CYRILLIC, Noun
from dragoman.reading.speakers.gazetteer import Called, Gazetteer, Named
from dragoman.reading.speakers.tokens import SOFT, STOP, Word

#: Nouns that may take what they belong to at a distance: "a source close to", «источник в».
FAR = frozenset({"official", "officials", "spokesperson", "press", "document", "role"})
_DEEPEST = 3
_LONGEST_NAME = 5
#: The most letters of a determiner that is written with a capital within a sentence, as after a dash: « Un ».
_SHORT = 3
#: The marks that words of a table give to a phrase: as they stand, and with other endings.
_MARKS = (("definite", "definite"), ("administration", "administration"))
_BENT_MARKS = (("vague", "vague"), ("pointing", "demonstratives"), ("former", "former"), ("deputy", "deputies"))
#: Small words within the names of people, in any language.
_PARTICLES = frozenset({
    "al", "el", "bin", "ibn", "ben", "bint", "ould", "ag", "de", "del", "da", "dos", "du", "di", "la", "le", "van",
    "von", "der", "den", "ter", "zu", "ap",
    "бен", "бин", "бін", "ибн", "ібн", "аль", "эль", "ель", "ас", "аш", "фон", "ван", "де",
})  # fmt: skip


class Phrase(NamedTuple):
    """What was read up to ``end`` (an index of words, exclusive).

    ``hits`` are what a name names, ``nouns`` what a noun may mean, ``owners`` what it belongs to, ``of`` a phrase that
    it belongs to. ``person`` is a name after a title; ``local`` the indices, ``first:end``, of the words of a name that
    the registry lacks. ``head`` is the index of the first word of the noun or name; ``marks``
    are what determiners and adjectives tell: "definite", "indefinite", "pointing", "vague", "former", "deputy",
    "administration".
    """

    end: int
    head: int
    hits: tuple[Hit, ...] = ()
    nouns: tuple[Noun, ...] = ()
    owners: tuple[Record, ...] = ()
    of: Phrase | None = None
    person: tuple[Hit, ...] = ()
    local: str | None = None
    name_at: int = -1
    number: int | None = None
    possessive: str | None = None
    marks: frozenset[str] = frozenset()
    inflected: bool = False
    linked: bool = False

    def roles(self) -> frozenset[str]:
        """Return the roles of the nouns."""
        return frozenset(noun.role for noun in self.nouns)

    def kinds(self, *roles: str) -> frozenset[str]:
        """Return the kinds of the nouns of some roles."""
        return frozenset(noun.kind for noun in self.nouns if noun.role in roles)


@dataclass(frozen=True, slots=True)
class Parser:
    """Reads phrases among the words of a text."""

    words: Sequence[Word]
    gazetteer: Gazetteer

    def phrase(self, at: int, depth: int = 0) -> Phrase | None:
        """Return the phrase that begins at a word, or None where the word begins none."""
        draft = Phrase(at, at)
        lexicon = self.gazetteer.lexicon
        while draft.end < len(self.words) and (draft.end == at or self._soft(draft.end)):
            named = self._name(draft.end)
            called = self.gazetteer.noun(self.words, draft.end) if lexicon.nouns else None
            if called and (not named or self._common(called, named.end, named.hits)):
                return self._after_noun(self._called(draft, called), depth)
            if named and not self._determines(draft.end, named.end):
                if self._owns(named.hits, named.end) and self._noun_follows(named.end):
                    own = tuple(hit.record for hit in named.hits)
                    draft = draft._replace(end=named.end, owners=(*draft.owners, *own))
                    continue
                draft = draft._replace(end=named.end, head=draft.end, hits=named.hits)
                return self._after_name(draft)
            word = self.words[draft.end].fold
            closer = self._determined(draft, word)
            passed = self._qualifiers(draft.end) if closer is None else 0
            if passed:
                closer = draft._replace(end=draft.end + passed)
            if closer is None:
                return self._unknown(draft)
            draft = closer
        return None

    def _name(self, at: int) -> Named | None:
        """Return the name that begins at a word, unless without its article a longer one is there.

        « L'Union » is the European one, « l'Union africaine » is not.
        """
        named = self.gazetteer.name(self.words, at)
        if named and named.end > at + 1 and self.words[at].fold in self.gazetteer.lexicon.lists["definite"]:
            bare = self.gazetteer.name(self.words, at + 1)
            return None if bare and bare.end > named.end else named
        return named

    def _common(self, called: Called, end: int, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a noun is meant, and not a name that is written as it: a source is no outlet.

        A plural is no case form of an office: «лидеры России и Франции».
        """
        if called.end > end or (hits[0].inflected and any(noun.role == "plural" for noun in called.nouns)):
            return True
        return all(hit.foreign and hit.record.kind in ("person", "outlet") for hit in hits)

    def _soft(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].gap == SOFT

    def _determines(self, at: int, end: int) -> bool:
        """Tell whether the one word at ``at`` is a determiner, whatever it may name."""
        word = self.words[at]
        plain = not word.capital or word.gap >= STOP or len(word.fold) <= _SHORT
        return end == at + 1 and plain and not word.upper and self._determined(Phrase(at, at), word.fold) is not None

    def _determined(self, draft: Phrase, word: str) -> Phrase | None:
        """Return the draft with a determiner or an adjective; None where the word is neither."""
        lexicon, end = self.gazetteer.lexicon, draft.end + 1
        for mark, table in _MARKS:
            if word in lexicon.lists[table]:
                return draft._replace(end=end, marks=draft.marks | {mark})
        if word in lexicon.lists["possessives"]:
            return draft._replace(end=end, possessive=word)
        number = lexicon.numerals.get(word)
        if number:
            return draft._replace(end=end, number=number)
        for mark, table in _BENT_MARKS:
            if lexicon.has(table, word) or self._adjective(word, table):
                return draft._replace(end=end, marks=draft.marks | {mark})
        if word in lexicon.words.indefinite:
            return draft._replace(end=end, marks=draft.marks | {"indefinite"})
        passed = "indefinite" in draft.marks and word in lexicon.lists["far_links"]
        if passed or lexicon.has("modifiers", word) or self._adjective(word, "modifiers"):
            return draft._replace(end=end)
        return None

    def _qualifiers(self, at: int) -> int:
        """Return how many unknown words stand before a noun, or a name, that is not theirs.

        With capitals before a noun that has one too: "Labour MP"; at the head of a sentence before a person: "Earlier
        Kerry".
        """
        if (
            self.words[at].gap >= STOP
            and self.words[at].fold in self.gazetteer.lexicon.lists["openers"]
            and self._soft(at + 1)
        ):
            named = self.gazetteer.name(self.words, at + 1)
            if named and named.hits[0].record.kind == "person":
                return 1
        for end in range(at + 1, min(at + 4, len(self.words))):
            if not (self._soft(end) and self.words[end].capital and self.words[end - 1].capital):
                return 0
            if self.gazetteer.noun(self.words, end):
                return end - at
        return 0

    def _adjective(self, word: str, table: str) -> bool:
        """Tell whether a word is in a table by the masculine of an adjective, where the language has such."""
        return bool(self.gazetteer.lexicon.words.adjectives) and any(
            form in self.gazetteer.lexicon.lists[table] for form in self.gazetteer.forms(word)
        )

    def _owns(self, hits: tuple[Hit, ...], end: int) -> bool:
        return hits[0].record.kind != "person" or self.words[end - 1].possessive

    def _noun_follows(self, at: int) -> bool:
        """Tell whether a noun follows, adjectives allowed for; what stands before it is what it belongs to."""
        lexicon = self.gazetteer.lexicon
        for end in range(at, min(at + 4, len(self.words))):
            if not self._soft(end):
                return False
            if self.gazetteer.noun(self.words, end):
                return True
            word = self.words[end].fold
            if not (
                lexicon.has("modifiers", word) or word in lexicon.lists["administration"]
                or lexicon.has("deputies", word) or self._demonym(end)
            ):  # fmt: skip
                return False
        return False

    def _demonym(self, at: int) -> bool:
        named = self.gazetteer.name(self.words, at)
        return bool(named and named.hits[0].ground is Ground.DEMONYM)

    def _called(self, draft: Phrase, called: Called) -> Phrase:
        owners = (*draft.owners, *(hit.record for hit in called.owners))
        # «Глави МЗС» after «заступник» is no plural.
        nouns = tuple(own for own in called.nouns if own.role != "plural" or "deputy" not in draft.marks)
        return draft._replace(end=called.end, head=draft.end, nouns=nouns, owners=owners, inflected=called.inflected)

    def _after_name(self, draft: Phrase) -> Phrase:
        """Read on after a name: an office's is a title of a person."""
        if not self._soft(draft.end):
            return draft
        if draft.hits[0].record.kind == "person":
            return self._given_name(draft) or draft
        called = self.gazetteer.noun(self.words, draft.head) if self.gazetteer.lexicon.nouns else None
        if called and called.end == draft.end:
            longer = self._after_noun(self._called(draft._replace(end=draft.head, hits=()), called), 0)
            if longer.owners and not longer.linked:
                return longer
        titled = self._person(draft, draft.hits[0].inflected)
        return titled or draft

    def _given_name(self, draft: Phrase) -> Phrase | None:
        """Return an unknown name that begins with what could be a surname too."""
        return self._named_here(draft._replace(hits=()), draft.head) if self._given(draft.head, draft.end) else None

    def _given(self, at: int, end: int) -> bool:
        """Tell whether what could be a surname is a first name: "Jean Dupont" is not Michaëlle Jean."""
        if end - at > 1 or self.words[at].fold not in self.gazetteer.first_names or not self._soft(end):
            return False
        follows = self.words[end]
        if not follows.capital or follows.upper:
            return False
        return not (self.gazetteer.name(self.words, end) or self.gazetteer.noun(self.words, end))

    def _after_noun(self, draft: Phrase, depth: int) -> Phrase:
        """Read on after a noun: what it belongs to, a name."""
        deputies = self.gazetteer.lexicon.lists["deputies"]
        while self._soft(draft.end):
            if self.words[draft.end].fold in deputies:
                draft = draft._replace(end=draft.end + 1, marks=draft.marks | {"deputy"})
                continue
            titled = self._person(draft, draft.inflected)
            if titled:
                return self._person_of(titled)
            longer = self._owner(draft, depth)
            if not longer:
                break
            draft = longer
        return draft

    def _owner(self, draft: Phrase, depth: int) -> Phrase | None:
        """Return the draft with what the noun belongs to, where that follows."""
        lexicon = self.gazetteer.lexicon
        far = bool(draft.roles() & FAR)
        links = lexicon.lists["far_links" if far else "links"]
        joined = bool(draft.owners) and draft.roles() & {"plural", "document"}
        end = draft.end
        while end < len(self.words) and self._soft(end) and (
            self.words[end].fold in links
            or (end > draft.end and self.words[end].fold in lexicon.lists["definite"])
            or (joined and self.words[end].fold in lexicon.words.conjunctions)
        ):  # fmt: skip
            end += 1
        if not self._soft(end):
            return None
        linked = end > draft.end
        if not linked and not self.words[end].capital and self._soft(end + 1) and self._demonym(end + 1):
            # « Une source SÉCURITAIRE française ».
            end += 1
        named = self.gazetteer.name(self.words, end)
        if named and not linked and named.hits[0].record.kind in draft.kinds("again"):
            # "The news agency Interfax" is Interfax.
            return draft._replace(end=named.end, owners=(named.hits[0].record,))
        if named and self._belongs(named.hits, linked, far) and not self._noun_follows(named.end):
            own = tuple(hit.record for hit in named.hits)
            return draft._replace(end=named.end, owners=(*draft.owners, *own), linked=linked)
        cyrillic = lexicon.language in CYRILLIC
        if depth >= _DEEPEST or draft.of or not (linked or cyrillic):
            return None
        inner = self.phrase(end, depth + 1)
        acronym = self.words[end].upper
        if not inner or (cyrillic and not linked and not acronym and not self._oblique(inner)):
            return None
        return draft._replace(end=inner.end, of=inner, linked=linked)

    def _oblique(self, inner: Phrase) -> bool:
        return inner.inflected or any(hit.inflected for hit in inner.hits) or bool(inner.owners)

    def _belongs(self, hits: tuple[Hit, ...], linked: bool, far: bool) -> bool:
        """Tell whether a noun belongs to what follows it."""
        first = hits[0]
        if first.record.kind == "person":
            return far and (linked or first.inflected)
        if first.record.kind == "office":
            return linked or first.inflected
        return linked or first.ground is Ground.DEMONYM or self.gazetteer.lexicon.language in CYRILLIC

    def _person(self, draft: Phrase, inflected: bool) -> Phrase | None:
        """Return the draft with the name of a person that follows it."""
        at = draft.end
        named = self.gazetteer.name(self.words, at)
        if named and named.hits[0].record.kind == "person" and not self._given(at, named.end):
            bent = named.hits[0].inflected
            if self.gazetteer.lexicon.language in CYRILLIC and bent and not inflected:
                return None
            return draft._replace(end=named.end, person=named.hits, name_at=at)
        person = named is not None and named.hits[0].record.kind == "person"
        if (named and not person) or not self.words[at].capital or draft.roles() & {"plural", "document"}:
            return None
        if self.gazetteer.lexicon.nouns and self.gazetteer.noun(self.words, at):
            return None
        return self._named_here(draft, at)

    def _person_of(self, draft: Phrase) -> Phrase:
        """Return the draft with the state that follows a name of several people: « le roi Abdallah DE JORDANIE »."""
        if draft.owners or not self._soft(draft.end):
            return draft
        linked = self.words[draft.end].fold in self.gazetteer.lexicon.lists["links"]
        named = self.gazetteer.name(self.words, draft.end + linked) if self._soft(draft.end + linked) else None
        if not named or named.hits[0].record.kind != "state" or not (linked or named.hits[0].inflected):
            return draft
        return draft._replace(end=named.end, owners=(*draft.owners, named.hits[0].record))

    def _unknown(self, draft: Phrase) -> Phrase | None:
        """Return the draft with a name that the registry lacks."""
        if not self.words[draft.end].capital:
            return self._apposed(draft)
        if draft.owners:
            return None
        return self._named_here(draft._replace(head=draft.end), draft.end)

    def _apposed(self, draft: Phrase) -> Phrase | None:
        """Return the full name that follows a word or two of which nothing is known: "billionaire Elon Musk"."""
        lexicon = self.gazetteer.lexicon
        for at in range(draft.end, min(draft.end + 3, len(self.words) - 1)):
            word = self.words[at].fold
            if (
                self.words[at].capital
                or word in lexicon.words.linkers
                or word in lexicon.pronouns
                or not self._soft(at + 1)
            ):
                return None
            if word in lexicon.lists["prepositions"] or word in lexicon.lists["far_links"]:
                return None
            if self.words[at + 1].capital:
                found = self._person(draft._replace(end=at + 1, head=at), inflected=False)
                return found if found and found.end - found.name_at > 1 else None
        return None

    def _named_here(self, draft: Phrase, at: int) -> Phrase | None:
        """Return the draft with the capitalised words at ``at`` as a name; with a known surname last, it may be it."""
        end = at
        while end < len(self.words) and end - at < _LONGEST_NAME:
            if end > at and (not self._soft(end) or self._breaks(end)):
                break
            if not self.words[end].capital and not self._particle(end) and not (end > at and self.words[end].hyphen):
                break
            named = self.gazetteer.name(self.words, end) if end > at else None
            if named and named.hits[0].record.kind == "person" and self._initials(at, end):
                return draft._replace(end=named.end, person=named.hits, name_at=at)
            end += 1
            if self.words[end - 1].possessive:
                break
        return draft._replace(end=end, local=f"{at}:{end}", name_at=at) if end > at else None

    def _particle(self, at: int) -> bool:
        """Tell whether a small word within a name goes on with a capital: "Walid AL-Moualem"."""
        return self.words[at].fold in _PARTICLES and self._soft(at + 1) and self.words[at + 1].capital

    def _breaks(self, at: int) -> bool:
        """Tell whether a name ends before this word, which names an institution or a state."""
        named = self.gazetteer.name(self.words, at)
        return bool(named and named.hits[0].record.kind not in ("person", "outlet") and named.end - at > 1)

    def _initials(self, at: int, end: int) -> bool:
        """Tell whether the words before a surname are initials or patronymics."""
        patronymics = self.gazetteer.lexicon.words.patronymics
        return all(
            (word.upper and len(word.fold) <= 3) or bool(patronymics and word.fold.endswith(patronymics))
            for word in self.words[at:end]
        )
