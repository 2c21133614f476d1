"""Readings to fill a ledger with, made up at random: as many words, names and dates as a desk's press review has.

The words are no words, but as frequent as words are (Zipf); a tenth of the documents are copies of earlier ones.
"""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate

from dragoman.nouns import Actor, DateMention, Document, Mention, Narration, Reading, Resolution, Span, Statement

_ACTS = "SAY DENY PROMISE REQUEST ACCUSE CONSULT SUPPORT WARN PROPOSE AGREE REJECT THREATEN BELIEVE HOPE INTEND"
ACTS = _ACTS.split()
LANGUAGES = ["en", "fr", "ru", "uk", "de", "es", "it", "pl"]
_FIRST = date(2014, 1, 1)
_DAYS = 4000
_LATIN = "ba do ke li mo nu pra ste tri vo ré gné çal sé tio na mi ra con de"
_CYRILLIC = "ба до ке ли мо ну пра сте три во ре гне чал се ция на ми ра ком ёж"


class Maker:
    """Makes readings, the same ones for the same seed."""

    def __init__(self, seed: int = 1, statements: int = 15) -> None:
        """``statements``: how many a document has on average."""
        self._random = random.Random(seed)
        self._statements = statements
        self.vocabulary = {"latin": _words(_LATIN), "cyrillic": _words(_CYRILLIC)}
        self._weights = {
            script: list(accumulate(1 / (rank + 3) for rank in range(len(words))))
            for script, words in self.vocabulary.items()
        }
        self.actors = [
            Actor(f"actor-{number}", f"Actor {number}", "person", speaks_for=f"state-{number % 90}")
            for number in range(4000)
        ]
        self._fame = list(accumulate(1 / (rank + 5) for rank in range(len(self.actors))))
        self.outlets = [f"Outlet {number}" for number in range(300)]
        self._recent: deque[str] = deque(maxlen=2000)

    def readings(self, statements: int) -> Iterator[Reading]:
        """Readings that together have at least so many statements."""
        number = total = 0
        while total < statements:
            reading = self.reading(number)
            number, total = number + 1, total + len(reading.statements)
            yield reading

    def reading(self, number: int) -> Reading:
        """The reading of the document of that number."""
        own = self._random
        published = _FIRST + timedelta(days=min(_DAYS, int(number * _DAYS / 70_000)) + own.randrange(-30, 30))
        language = own.choice(LANGUAGES)
        count = max(1, int(own.gauss(self._statements, self._statements / 4)))
        copied = own.random() < 0.1 and self._recent
        text = (
            own.choice(self._recent)
            if copied
            else self._text(count, "cyrillic" if language in ("ru", "uk") else "latin")
        )
        if not copied:
            self._recent.append(text)
        outlet = own.choice(self.outlets)
        document = Document(
            id=f"doc-{number}", text=text, origin=f"corpus.jsonl:{number}", url=f"https://example.org/{number}",
            title=text[:60], outlet=outlet, language=language, published=published.isoformat(),
            why={"language": "recognised by its words"},
        )  # fmt: skip
        voucher = Actor(f"outlet-{self.outlets.index(outlet)}", outlet, "outlet")
        statements = tuple(self._statement(text, at, voucher, published) for at in range(text.count("\n")))
        mentions = tuple(
            Mention(own_.source[0], own_.speaker, "name of the registry", 0.9) for own_ in statements if own_.speaker
        )
        narrations = (Narration(Span(0, 5), (voucher,)),)
        return Reading(document, statements, "model-1", (DateMention(Span(0, 4), "2022"),), mentions, narrations)

    def _text(self, count: int, script: str) -> str:
        return "".join(" ".join(self.words(script, 30)) + ".\n" for _ in range(count))

    def words(self, script: str, count: int) -> list[str]:
        """Words drawn as often as words are used."""
        return self._random.choices(self.vocabulary[script], cum_weights=self._weights[script], k=count)

    def actor(self) -> Actor:
        """An actor, the famous more often."""
        return self._random.choices(self.actors, cum_weights=self._fame)[0]

    def _statement(self, text: str, line: int, voucher: Actor, published: date) -> Statement:
        own = self._random
        start = 0
        for _ in range(line):
            start = text.index("\n", start) + 1
        end = text.index("\n", start)
        source = Span(start, text.index(" ", start))
        cue = Span(source.end + 1, text.index(" ", source.end + 1))
        speaker = self.actor()
        said = published - timedelta(days=own.choice((0, 0, 0, 1, 2)))
        return Statement(
            id=f"s{line + 1}", source=(source,), cue=(cue,), content=(Span(cue.end + 1, end),),
            form=own.choice(("direct", "indirect", "mixed")), mention=text[source.start : source.end],
            speaker=speaker, word_of=(voucher, speaker), addressee=(self.actor(),) if own.random() < 0.2 else (),
            act=own.choices(ACTS, weights=range(len(ACTS), 0, -1))[0], said=said.isoformat(),
            refers=(said.isoformat()[: own.choice((4, 7, 10))],) if own.random() < 0.4 else (),
            topic=f"topic-{own.randrange(60)}" if own.random() < 0.5 else None, confidence=round(own.random(), 3),
            resolution=Resolution("the name stands in the registry", 0.9, ()),
        )  # fmt: skip


def _words(syllables: str) -> list[str]:
    """Some 30,000 words, the short ones first, as they are the frequent ones."""
    own = random.Random(syllables)
    made = {"".join(own.choices(syllables.split(), k=own.choice((1, 2, 2, 3, 3, 4)))) for _ in range(60_000)}
    return sorted(made, key=lambda word: (len(word), word[::-1]))[:30_000]
