"""The store held against plain dictionaries, through whatever order of doings hypothesis thinks of."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bench.synthetic import Maker
from dragoman.ledger import VERDICTS, Ledger, Query, statement_keys
from dragoman.nouns import Document, Reading, Span, Statement

ADDRESSES = [f"https://example.org/{number}" for number in range(3)]
#: Texts so different that none is a copy of another; each document has texts of its own.
TEXTS = {
    url: [" ".join(Maker(10 * at + number).words("latin", 60)) for number in range(3)]
    for at, url in enumerate(ADDRESSES)
}
MODELS = ["model-1", "model-2"]
ACTS = ["SAY", "DENY", "REQUEST"]


def made(url: str, text: str, model: str, act: str) -> Reading:
    spans = ((Span(0, 3),), (Span(4, 6),))
    statements = tuple(
        Statement(f"s{number + 1}", *spans, (Span(10 + number, len(text)),), "direct", act=act) for number in range(2)
    )
    return Reading(Document("d", text, "o", url=url), statements, model)


class Store(RuleBasedStateMachine):
    """What is done to a ledger is done to dictionaries as well; they must agree."""

    def __init__(self, place: Callable[[], str]) -> None:
        super().__init__()
        self.place = place

    @initialize()
    def begin(self) -> None:
        self.ledger = Ledger.open(self.place())
        self.texts: dict[str, list[str]] = {}
        self.readings: dict[tuple[str, str], list[Reading]] = {}
        self.log: list[tuple[int, str, str | None, int | None]] = []

    def teardown(self) -> None:
        if hasattr(self, "ledger"):
            assert list(self.ledger.check()) == []
            self.ledger.close()

    @rule(
        url=st.sampled_from(ADDRESSES), number=st.integers(0, 2), model=st.sampled_from(MODELS),
        act=st.sampled_from(ACTS), again=st.booleans(),
    )  # fmt: skip
    def add(self, url: str, number: int, model: str, act: str, again: bool) -> None:
        text = TEXTS[url][number]
        own = made(url, text, model, act)
        mine = [r for r in self.readings.get((url, text), []) if r.read_by == model]
        new = not mine or (again and mine[-1] != own)
        before = url in self.texts, text in self.texts.get(url, [])
        wanted = "nothing" if not new else {(False, False): "document", (True, False): "version"}.get(before, "reading")
        assert self.ledger.add(own, again).news == wanted
        if new:
            self.readings.setdefault((url, text), []).append(own)
            if not before[1]:
                self.texts.setdefault(url, []).append(text)

    def keys(self) -> list[str]:
        return [
            key for stored in self.ledger.readings()
            for key in statement_keys(stored.version.key, stored.reading.statements)
        ]  # fmt: skip

    @precondition(lambda self: self.readings)
    @rule(at=st.integers(0, 100), verdict=st.sampled_from(VERDICTS))
    def judge(self, at: int, verdict: str) -> None:
        keys = self.keys()
        key = keys[at % len(keys)]
        value = {"act": "PROMISE"} if verdict == "edit" else None
        passed = self.ledger.judge("statement", key, verdict, "anna", value=value)  # type: ignore[arg-type]
        self.log.append((passed.id, key, verdict, None))

    @precondition(lambda self: self.log)
    @rule(at=st.integers(0, 100))
    def undo(self, at: int) -> None:
        number, key, _, _ = self.log[at % len(self.log)]
        self.log.append((self.ledger.undo(number, "boris").id, key, None, number))

    def standing(self, key: str) -> str | None:
        own = [entry for entry in self.log if entry[1] == key]
        gone: set[int] = set()
        for number, _, _, undoes in reversed(own):
            if undoes is not None and number not in gone:
                gone.add(undoes)
        return next((verdict for number, _, verdict, _ in reversed(own) if verdict and number not in gone), None)

    @invariant()
    def agrees(self) -> None:
        if not hasattr(self, "ledger"):
            return
        for url, texts in self.texts.items():
            assert [self.ledger.text(version.key) for version in self.ledger.versions(url)] == texts
        stored = list(self.ledger.readings(current=False))
        kept = sorted(itertools.chain(*self.readings.values()), key=repr)
        assert sorted((own.reading for own in stored), key=repr) == kept
        current = {(o.reading.document.url, o.reading.document.text): o.reading for o in stored if o.current}
        assert current == {place: readings[-1] for place, readings in self.readings.items()}
        self.finds(current)  # type: ignore[arg-type]
        assert [(j.id, j.target, j.verdict, j.undoes) for j in self.ledger.judgements()] == self.log

    def finds(self, current: dict[tuple[str, str], Reading]) -> None:
        acts: list[tuple[str, str | None]] = []
        for stored in self.ledger.readings():
            url, text = stored.reading.document.url or "", stored.reading.document.text
            if self.texts[url][-1] != text:
                continue
            for key, statement in zip(
                statement_keys(stored.version.key, stored.reading.statements), stored.reading.statements, strict=True
            ):
                verdict = self.standing(key)
                acts.append(("PROMISE" if verdict == "edit" else str(statement.act), verdict))
        assert self.ledger.count(Query()) == len(acts)
        for act in (*ACTS, "PROMISE"):
            assert self.ledger.count(Query(act=(act,))) == sum(own == act for own, _ in acts)
        for verdict in (*VERDICTS, "none"):
            wanted = sum((own or "none") == verdict for _, own in acts)
            assert self.ledger.count(Query(judgement=(verdict,))) == wanted  # type: ignore[arg-type]
        assert len(current) == sum(map(len, self.texts.values()))


def test_a_ledger_does_what_dictionaries_do(places: Callable[[], str]) -> None:
    own = settings(settings.get_profile("same"), max_examples=10, stateful_step_count=20)
    run_state_machine_as_test(lambda: Store(places), settings=own)
