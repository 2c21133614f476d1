"""Accounts: what each voucher says of an exchange, over all documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dragoman.accounts.allot import allot
from dragoman.accounts.exchanges import trace
from dragoman.accounts.exchanges.corrected import NONE, Corrections
from dragoman.accounts.parties import Parties
from dragoman.accounts.passages import Unit
from dragoman.actors import Registry
from dragoman.nouns import Account, Actor, Document, Exchange, Reading
from dragoman.reading.chain import is_official, vouchers

#: Who vouches for a text that names neither an issuer nor an outlet.
UNNAMED = Actor("local:unnamed-press", "Press, outlet not named", "outlet", named=False)
UNSIGNED = Actor("local:unsigned-text", "Text without a named issuer", "institution", named=False)


class Told(NamedTuple):
    """An account, and the passages that make it up, in the order of its documents."""

    account: Account
    units: tuple[Unit, ...]


class Telling(NamedTuple):
    """An exchange, and its accounts."""

    exchange: Exchange
    accounts: tuple[Told, ...]


def tellings(readings: Sequence[Reading], registry: Registry, corrections: Corrections = NONE) -> tuple[Telling, ...]:
    """Return the exchanges of which the documents make an account, in order of date, each with its accounts.

    ``corrections`` are what people said of exchanges.
    """
    found = trace(readings, registry, corrections)
    units = allot(found, readings, registry)
    documents = {reading.document.id: reading.document for reading in readings}
    told = (
        Telling(own.exchange, accounts_of(own.exchange, units[own.exchange.id], documents, registry)) for own in found
    )
    return tuple(own for own in told if own.accounts)


def accounts_of(
    exchange: Exchange, units: Sequence[Unit], documents: Mapping[str, Document], registry: Registry
) -> tuple[Told, ...]:
    """Return the accounts of an exchange, from the units that tell of it; ``documents`` are by id.

    All that is told in the word of one party is one account: its official texts, its spokesmen, what the press reports
    on its word. What an outlet tells by itself is the outlet's. Of two versions of a document the later one's passages
    count, and both are named. The accounts of parties that took part come first, then those of others, then the press.
    """
    desk = _Desk(exchange, documents, registry)
    grouped: defaultdict[str, list[Unit]] = defaultdict(list)
    voices: defaultdict[str, list[Actor]] = defaultdict(list)
    for unit in units:
        voucher = desk.voucher(unit)
        if voucher:
            id = voucher.id if voucher.kind == "outlet" else desk.parties.of(voucher)
            grouped[id].append(unit)
            voices[id].append(voucher)
    told = [desk.account(id, own, voices[id]) for id, own in grouped.items() if any(u.role == "point" for u in own)]
    return tuple(sorted(told, key=desk.order))


class _Desk:
    """Who vouches for what in the documents of an exchange."""

    def __init__(self, exchange: Exchange, documents: Mapping[str, Document], registry: Registry) -> None:
        self.documents, self.registry = documents, registry
        self.parties = Parties(registry)
        self.cast = [self.parties.of(actor) for actor in exchange.participants]

    def voucher(self, unit: Unit) -> Actor | None:
        """In whose word a unit stands: the issuer of an official text, or the first behind the outlet of an article.

        Of a readout whose issuer is not known all stands in one unknown party's word.

        A question put in an official transcript stands in the word of the institution that it quotes, or in nobody's.
        """
        document = self.documents[unit.passage.document]
        behind = [actor for actor in unit.word_of if actor.kind != "outlet" and not actor.members]
        if is_official(document):
            if document.kind == "transcript" and _is_quoted(behind, self.parties):
                return behind[1]
            return behind[0] if behind else next(iter(vouchers(document, self.registry)), None)
        if document.kind == "readout":
            return UNSIGNED
        first = next((actor for actor in unit.word_of if actor.kind != "outlet"), None)
        if first and not first.members and self._is_party(first):
            return first
        outlet = next((actor for actor in unit.word_of if actor.kind == "outlet"), None)
        unnamed = UNNAMED if document.kind == "article" else UNSIGNED
        return outlet or next(iter(vouchers(document, self.registry)), unnamed)

    def account(self, id: str, units: list[Unit], voices: list[Actor]) -> Told:
        """The account of a party or an outlet: the highest voice as its voucher, its official documents first."""
        ids = dict.fromkeys(unit.passage.document for unit in units)
        ordered = sorted(ids, key=self._place)
        kept = self._latest(ordered)
        current = [
            unit for document in ordered if document in kept for unit in units if unit.passage.document == document
        ]
        issuers = [issuer for own in ordered if (issuer := self._issuer(own)) and self.parties.of(issuer) == id]
        voucher = min(
            issuers or voices, key=lambda actor: (_AUTHORITY.get(actor.kind, len(_AUTHORITY)), not actor.named)
        )
        return Told(Account(id.removeprefix("local:"), voucher, tuple(ordered)), tuple(current))

    def order(self, told: Told) -> tuple[int, str]:
        """Parties that took part, others, the press; each in the order of the alphabet."""
        voucher = told.account.voucher
        group = 2 if voucher.kind == "outlet" else 0 if self.parties.of(voucher) in self.cast else 1
        return group, told.account.id

    def _is_party(self, actor: Actor) -> bool:
        """Whether an actor speaks for a state, an alliance or an organisation, or took part."""
        return self.parties.of(actor) in self.cast or self.parties.takes_part(actor)

    def _issuer(self, id: str) -> Actor | None:
        document = self.documents[id]
        return next(iter(vouchers(document, self.registry)), None) if is_official(document) else None

    def _place(self, id: str) -> tuple[bool, str, str]:
        document = self.documents[id]
        return not is_official(document), document.published or "", id

    def _latest(self, ordered: Iterable[str]) -> set[str]:
        """The documents of which no later version is among them."""
        latest: dict[tuple[str | None, ...], str] = {}
        for id in ordered:
            key = _version_key(self.documents[id]) or (id,)
            if key not in latest or self._version(id) >= self._version(latest[key]):
                latest[key] = id
        return set(latest.values())

    def _version(self, id: str) -> tuple[str, str]:
        return self.documents[id].fetched or "", self.documents[id].published or ""


#: Whose word counts most for a party: its institutions', then its officials', the state itself.
_AUTHORITY = {"institution": 0, "alliance": 1, "person": 2, "office": 3, "state": 4}


def _authority(actor: Actor) -> tuple[int, bool]:
    return _AUTHORITY.get(actor.kind, len(_AUTHORITY)), not actor.named


def _version_key(document: Document) -> tuple[str | None, ...] | None:
    """What the versions of one document share: its address, or else its issuer, title and language."""
    if document.url:
        return (document.url,)
    if document.title and (document.issuer or document.outlet):
        return document.issuer, document.outlet, document.title, document.language
    return None


def _is_quoted(behind: list[Actor], parties: Parties) -> bool:
    """Whether an institution or state of another party is quoted right behind the issuer."""
    if len(behind) < 2 or behind[1].kind not in ("institution", "state"):
        return False
    return parties.of(behind[1]) != parties.of(behind[0])
