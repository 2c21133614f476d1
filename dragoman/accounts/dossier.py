"""What a ledger holds on exchanges: the readings as people left them, and what people said of the exchanges."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dragoman.accounts.build import Telling, tellings
from dragoman.accounts.exchanges.corrected import Corrections
from dragoman.actors import Registry
from dragoman.ledger import Judgement, Ledger, judged, statement_keys
from dragoman.ledger.days import days
from dragoman.ledger.exchanges import Kept
from dragoman.ledger.merged import into, reading_with_merged
from dragoman.ledger.same import groups, merged_by
from dragoman.nouns import Reading, Span

#: How many days before and after the one asked for a text must be published to be taken up by its date alone.
BEFORE, AFTER = 1, 31
_Near = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Dossier:
    """``keys`` are those of the statements of each reading, by the document's id and the statement's.

    ``state`` is that of the ledger, as ``Ledger.keep_exchanges`` takes it.
    """

    readings: list[Reading]
    corrections: Corrections
    keys: Mapping[str, Mapping[str, str]]
    state: int

    def tellings(self, registry: Registry) -> tuple[Telling, ...]:
        """The exchanges that it tells of, in order of date, as people put them right."""
        return tellings(self.readings, registry, self.corrections)


def dossier(ledger: Ledger, on: str | None = None) -> Dossier:
    """The current readings of a ledger, as people's edits and merges leave them; of what was rejected, nothing.

    Copies are left out, earlier versions are not: what was altered is a finding. With ``on``, an ISO 8601 date, only
    texts that were published near it, that speak of it, or of which neither can be told.
    """
    state, asked, merged = ledger.exchange_state(), days(on), into(ledger)
    alters = {key: own for key, own in ledger.standing("statement").items() if own.verdict in ("edit", "reject")}
    readings: dict[str, Reading] = {}
    keys: dict[str, dict[str, str]] = {}
    ids: defaultdict[str, set[str]] = defaultdict(set)
    for stored in ledger.readings():
        if stored.version.copy_of is None and (asked is None or _is_near(stored.reading, asked)):
            # Of two versions with one id the later one is kept.
            own, id = stored.reading.statements, stored.reading.document.id
            named = statement_keys(stored.version.key, own)
            keys[id] = {statement.id: key for statement, key in zip(own, named, strict=True)}
            judged_ = _as_judged(stored.reading, named, alters)
            readings[id] = reading_with_merged(judged_, merged) if merged else judged_
            ids[stored.version.address].add(id)
    return Dossier(list(readings.values()), _corrections(ledger.standing("exchange").values(), ids), keys, state)


def keep(ledger: Ledger, held: Dossier, told: Iterable[Telling]) -> None:
    """Keep in a ledger which exchanges it tells of, and in which statements, so that these are found by them."""
    readings = {reading.document.id: reading for reading in held.readings}
    ledger.keep_exchanges([_kept(telling, readings, held.keys) for telling in told], held.state)


def refresh(ledger: Ledger, registry: Registry) -> None:
    """Find the exchanges of a ledger anew, and keep them, where something was read or put right since."""
    if not ledger.exchanges_are_current():
        held = dossier(ledger)
        keep(ledger, held, held.tellings(registry))


def _kept(telling: Telling, readings: Mapping[str, Reading], keys: Mapping[str, Mapping[str, str]]) -> Kept:
    spans: defaultdict[str, list[Span]] = defaultdict(list)
    for told in telling.accounts:
        for unit in told.units:
            spans[unit.passage.document] += unit.passage.spans
    found = {keys[id][s] for id, own in spans.items() for s in _statements(readings[id], own)}
    documents = dict.fromkeys(id for told in telling.accounts for id in told.account.documents)
    return Kept(telling.exchange, tuple(documents), tuple(sorted(found)))


def _statements(reading: Reading, spans: list[Span]) -> Iterable[str]:
    """The ids of the statements whose words are among those that tell of an exchange."""
    for own in reading.statements:
        words = own.content or own.cue or own.source
        if any(start < end and begin < stop for start, stop in words for begin, end in spans):
            yield own.id


def _corrections(standing: Iterable[Judgement], ids: Mapping[str, Iterable[str]]) -> Corrections:
    """What stands on exchanges; ``ids`` are those of the documents at each address."""
    own = list(standing)
    same = merged_by(own)
    merged = []
    for group in set(groups(same).values()):
        first = min(group - same.keys() or group)
        merged.append((first, *sorted(group - {first})))
    apart = {
        judgement.target: tuple(frozenset(id for name in group for id in ids.get(name, ())) for group in value["apart"])
        for judgement in own
        if judgement.verdict == "edit" and isinstance(value := judgement.value, dict) and "apart" in value
    }
    return Corrections(tuple(sorted(merged)), apart)


def _is_near(reading: Reading, asked: _Near) -> bool:
    published = days(reading.document.published)
    if published is None or (published[0] <= asked[1] + AFTER and asked[0] - BEFORE <= published[1]):
        return True
    spoken = (days(date.value) for date in reading.dates)
    return any(own and own[0] <= asked[1] and asked[0] <= own[1] and own[1] - own[0] < AFTER for own in spoken)


def _as_judged(reading: Reading, keys: list[str], alters: Mapping[str, Judgement]) -> Reading:
    if alters.keys().isdisjoint(keys):
        return reading
    length = len(reading.document.text)
    kept = tuple(
        judged(statement, alters.get(key), length)
        for statement, key in zip(reading.statements, keys, strict=True)
        if key not in alters or alters[key].verdict != "reject"
    )
    return replace(reading, statements=kept)
