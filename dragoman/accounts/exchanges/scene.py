"""A document in which exchanges are looked for: its sentences, who is named in them, who is prominent."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property

from dragoman.accounts.clauses import count
from dragoman.accounts.exchanges.named import named
from dragoman.accounts.exchanges.sighting import Days, day_of, days_of
from dragoman.accounts.exchanges.words import Cue, background, cues, first_person, is_place
from dragoman.accounts.parties import Parties
from dragoman.nouns import Actor, DateMention, Mention, Passage, Reading, Span, Statement
from dragoman.reading.chain import is_official, vouchers
from dragoman.reading.languages import lowered
from dragoman.reading.segments import paragraphs
from dragoman.reading.sentences import sentences
from dragoman.reading.speakers import find_mentions

#: How many sentences with an end of their own make up the head of an official text, and of an article.
_HEAD = {True: 4, False: 2}
_ENDS = (".", "!", "?", "…", "»", "”", '"', "。", ":", "؟")
#: The fewest words of a sentence that is more than a dateline.
_FULL = 5
#: The letters at the beginning in which a text is dated.
_DATELINE = 400

Cast = dict[str, Actor]


class Scene:
    """A reading, with what sightings are found by."""

    def __init__(self, reading: Reading, parties: Parties) -> None:
        """Look at one reading."""
        self.reading, self.parties = reading, parties
        self.document = reading.document
        self.text, self.language = reading.document.text, reading.document.language
        self.low = lowered(self.text)
        self.official = is_official(self.document)
        self.sentences = sentences(self.text, self.language)
        self._mentions = named(self.text, self.language, reading.mentions, reading.dates, parties)
        self._mentioned = [mention.span.start for mention in self._mentions]
        self._dated = [date.span.start for date in reading.dates]

    @cached_property
    def day(self) -> Days | None:
        """The day of the document: of its publication, or else the day that its head names."""
        published = day_of(self.document.published)
        if published:
            return Days(published, published)
        own = (days_of(d.value) for d in self.reading.dates if d.span.start < _DATELINE and len(d.value) == 10)
        return next(own, None)

    @cached_property
    def issuer(self) -> Actor | None:
        """Who vouches for an official text."""
        found = vouchers(self.document, self.parties.registry) if self.official else ()
        return found[0] if found else None

    @cached_property
    def party(self) -> str | None:
        """The id of the party that an official text speaks for."""
        return self.parties.issuing(self.issuer) if self.issuer else None

    @cached_property
    def head(self) -> tuple[Span, ...]:
        """The sentences that begin the text: its headlines, and the first with an end."""
        found, full = [], 0
        for sentence in self.sentences:
            found.append(sentence)
            full += self.is_full(sentence)
            if full == _HEAD[self.official]:
                break
        return tuple(found)

    def is_full(self, sentence: Span) -> bool:
        """Tell whether a sentence is no headline and no dateline."""
        return self.text[sentence.end - 1] in _ENDS and count(self.text, sentence) >= _FULL

    @cached_property
    def title(self) -> Scene | None:
        """The title as a text of its own, where the text does not begin with it."""
        title = self.document.title
        if not title or title in self.text[:_DATELINE]:
            return None
        document = replace(self.document, text=title, title=None)
        mentions = find_mentions(document, self.parties.registry)
        return Scene(replace(self.reading, document=document, statements=(), dates=(), mentions=mentions), self.parties)

    @cached_property
    def heard(self) -> frozenset[str]:
        """The parties of those whose words the text reports; states, which are spoken of as if they spoke, left out."""
        speakers = (own.speaker for own in self.reading.statements)
        return frozenset(self.parties.of(own) for own in speakers if own and own.kind != "state" and not own.members)

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each actor is named or heard, by id."""
        return Counter(actor.id for actor in self._known)

    @cached_property
    def prominent(self) -> tuple[Actor, ...]:
        """The actors who may take part in something: those named in the head first, then the most named and heard."""
        places = [*((self.title, s) for s in self.title.sentences)] if self.title else []
        ahead = {a.id for place, span in [*places, *((self, s) for s in self.head)] for a in place.named_in(span)}
        known = {actor.id: actor for actor in self._known if self.parties.takes_part(actor)}
        return tuple(sorted(known.values(), key=lambda a: (a.id not in ahead, -self.counts[a.id])))

    @cached_property
    def _known(self) -> list[Actor]:
        heard = [own.speaker for own in self.reading.statements if own.speaker]
        titled = self.title.named_in(Span(0, len(self.title.text))) if self.title else []
        return [*titled, *(own.actor for own in self._mentions), *heard]

    def cues(self, sentence: Span) -> tuple[Cue, ...]:
        """The words for encounters in a sentence."""
        return cues(self.low, sentence, self.language)

    def mentions(self, span: Span) -> list[Mention]:
        """The mentions in a stretch."""
        return self._mentions[bisect_left(self._mentioned, span.start) : bisect_left(self._mentioned, span.end)]

    def named_in(self, span: Span) -> list[Actor]:
        """The actors named in a stretch."""
        return [mention.actor for mention in self.mentions(span)]

    def dates(self, span: Span) -> tuple[DateMention, ...]:
        """The dates named in a stretch."""
        return self.reading.dates[bisect_left(self._dated, span.start) : bisect_left(self._dated, span.end)]

    def cast(self, sentence: Span, cue: Cue) -> tuple[Mention, ...]:
        """Who may have taken part in what a cue tells of: those named beside it, in the same word, in no background."""
        behind = () if cue.background else background(self.low, sentence, self.language)
        own = [
            mention
            for mention in self.mentions(sentence)
            if self.parties.takes_part(mention.actor)
            and not _in(mention.span.start, behind)
            and not (mention.actor.kind == "state" and is_place(self.low, mention.span, sentence, self.language))
        ]
        held = [c for s in self.reading.statements for c in s.content if c.start <= cue.span.start < c.end]
        scope = min(held, key=lambda span: span.end - span.start, default=None)
        if scope:
            inside = [mention for mention in own if scope.start <= mention.span.start < scope.end]
        else:
            inside = [mention for mention in own if not self._is_told(mention.span, sentence)]
        sides = {self.parties.of(mention.actor) for mention in inside}
        if len(sides) < 2:
            return tuple(m for m in own if not (scope and self._is_source(m.span)))
        return tuple(m for m in own if m in inside or (m.actor.kind == "person" and self.parties.of(m.actor) in sides))

    def speaker_at(self, span: Span, cue: Cue) -> Actor | None:
        """Who says "I" beside a cue: the speaker of the statement that holds the sentence, or of one in it."""
        if not first_person(self.low, span, cue.span, self.language):
            return None
        own = [s for s in self.reading.statements if s.speaker and not s.speaker.members and _holds(s, span)]
        return own[-1].speaker if own else None

    def passage(self, sentence: Span) -> Passage:
        """A sentence as evidence."""
        begun = (s.id for s in self.reading.statements if _begins_in(s, sentence))
        return Passage(self.document.id, (sentence,), self.text[sentence.start : sentence.end], tuple(begun))

    def paragraph(self, span: Span) -> Span:
        """The paragraph in which a stretch lies."""
        return next((Span(*own) for own in paragraphs(self.text) if own[0] <= span.start < own[1]), span)

    def _is_source(self, span: Span) -> bool:
        return any(s.start <= span.start < s.end for own in self.reading.statements for s in own.source)

    def _is_told(self, span: Span, sentence: Span) -> bool:
        """Whether words are content of a statement of which the sentence also has other parts."""
        return any(
            content.start <= span.start < content.end
            for statement in self.reading.statements
            for content in statement.content
            if content.start < sentence.end and sentence.start < content.end and _begins_in(statement, sentence)
        )


def one_a_party(actors: Iterable[Actor], scene: Scene) -> Cast:
    """Return the actors by party, of each party one: a person before an institution or a state, the prominent first."""
    order = {actor.id: number for number, actor in enumerate(scene.prominent)}
    parties = scene.parties
    found: Cast = {}
    for actor in sorted(actors, key=lambda a: (a.kind != "person", order.get(a.id, len(order)))):
        party = parties.of(actor)
        if actor.kind == "person" or party not in found:
            found.setdefault(party, actor if actor.kind == "person" else parties.actor(party) or actor)
    persons = {party: actor for party, actor in found.items() if actor.kind == "person"}
    if scene.day:
        # A mediator, or whoever else holds no office of a party, comes second to those who do.
        sitting = {party: actor for party, actor in persons.items() if parties.in_office(actor, scene.day.first)}
        persons = sitting if len(sitting) > 1 else persons
    return persons if len(persons) > 1 else found


def _in(place: int, stretches: Iterable[Span]) -> bool:
    return any(start <= place < end for start, end in stretches)


def _begins_in(statement: Statement, span: Span) -> bool:
    parts = statement.cue or statement.content or statement.source
    return any(span.start <= part.start < span.end for part in parts[:1])


def _holds(statement: Statement, span: Span) -> bool:
    return any(part.start < span.end and span.start < part.end for part in (*statement.content, *statement.source))
