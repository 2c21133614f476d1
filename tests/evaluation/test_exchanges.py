"""The gold of exchanges: it loads, it is what docs/exchanges-gold.md lays down, and the loader tells what is wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.actors import Registry
from evaluation.exchanges import FOLDER, Exchange, ExchangeError, load, load_all

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(file.parent for file in FOLDER.rglob("accounts.toml"))
HALVES = sorted({folder.parent for folder in FOLDERS})
RUN = 12

each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
each_half = pytest.mark.parametrize("half", HALVES, ids=lambda half: half.name)


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Each run of twelve words."""
    words = re.findall(r"\w+", text.lower())
    yield from (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def languages(exchange: Exchange) -> dict[str, set[str | None]]:
    """The languages of each account's documents."""
    return {
        account.id: {exchange.documents[document].language for document in account.documents}
        for account in exchange.accounts.values()
    }


@each
def test_it_is_an_exchange_as_the_format_has_it(folder: Path) -> None:
    exchange = load(folder)
    assert 2 <= len(exchange.documents) <= 4
    assert len(exchange.others) <= 1
    assert len(exchange.accounts) >= 2
    assert 6 <= len(exchange.points) <= 14
    assert {point.label for point in exchange.points} == {"shared", "one-sided", "conflict"}
    lengths = {name: len(d.text.split()) for name, d in {**exchange.documents, **exchange.others}.items()}
    assert {name: n for name, n in lengths.items() if not 130 <= n <= 350} == {}


@each
def test_passages_are_whole_words(folder: Path) -> None:
    exchange = load(folder)
    for point in exchange.points:
        for standing in point.standings.values():
            for document, (start, end) in standing.passages:
                text = exchange.documents[document].text
                assert text[start:end] == text[start:end].strip()
                assert not re.search(r"\w\w", text[max(0, start - 1) : start + 1]), text[start:end]
                assert not re.search(r"\w\w", text[end - 1 : end + 1]), text[start:end]


@each
def test_its_actors_are_known(folder: Path) -> None:
    exchange = load(folder)
    known = Registry.shipped().records
    ids = {*exchange.participants, *(account.voucher for account in exchange.accounts.values())}
    assert {i for i in ids if i not in known and not i.startswith("local:")} == set()


@each_half
def test_a_half_has_what_it_needs(half: Path) -> None:
    exchanges = load_all(half)
    assert len(exchanges) >= 6
    assert {document.language for e in exchanges for document in e.documents.values()} >= {"en", "fr", "ru", "uk"}
    assert sum(bool(e.others) for e in exchanges) >= 2
    assert sum(len(set.union(*languages(e).values())) > 1 for e in exchanges) >= 2
    assert any(e.framing.later for e in exchanges)
    assert any(len(e.participants) > 2 or e.kind in ("letter", "documents") for e in exchanges)
    carried = [Counter(name for account in e.accounts.values() for name in account.documents) for e in exchanges]
    assert any(count >= 3 for counts in carried for count in counts.values())
    both = [p.label for e in exchanges for p in e.points if p.label != "one-sided"]
    assert 0.1 <= both.count("conflict") / len(both) <= 0.45


def test_none_of_it_is_trained_on() -> None:
    training = sorted((ROOT / "training" / "text").rglob("*.txt"))
    assert training
    trained = {run for file in training for run in runs(re.sub(r"</?[a-z][\d,]*>", "", file.read_text("utf-8")))}
    texts = [d for e in load_all() for d in {**e.documents, **e.others}.values()]
    assert [(d.origin, run) for d in texts for run in runs(d.text) if run in trained] == []


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """Return the folder of a small exchange that loads."""
    folder = tmp_path / "small"
    folder.mkdir()
    head = "language: en\nkind: readout\npublished: 2022-01-28\nissuer: A\n\n"
    (folder / "a.txt").write_text(head + "Notes were exchanged. They spoke by telephone. They agreed to meet.\n")
    (folder / "b.txt").write_text(head + "They did not agree to meet. Nothing else.\n")
    (folder / "c.txt").write_text(head.replace("\n\n", "\nexchange: other\n\n") + "Another call.\n")
    (folder / "accounts.toml").write_text(SMALL)
    return folder


SMALL = """
kind = "call"
date = "2022-01-28"
participants = ["x", "y"]
[[account]]
id = "a"
voucher = "x"
documents = ["a.txt"]
[[account]]
id = "b"
voucher = "y"
documents = ["b.txt"]
[[point]]
id = "p1"
label = "conflict"
note = "agreed to meet, or not"
differences = ["polarity"]
[point.accounts.a]
status = "reported"
passages = [["a.txt", "They agreed to meet"]]
[point.accounts.b]
status = "denied"
passages = [["b.txt", "They did not agree to meet"]]
[[point]]
id = "p2"
label = "one-sided"
[point.accounts.a]
status = "reported"
passages = [["a.txt", "Notes were exchanged"]]
[point.accounts.b]
status = "not mentioned"
[framing]
initiator = { a = "b" }
encounter = { a = "by telephone" }
tone = { b = ["Nothing else"] }
own_words_only = ["a"]
authority = { a = "text", b = "text" }
published = { a = "2022-01-28" }
"""


def test_what_is_loaded(made: Path) -> None:
    exchange = load(made)
    assert (exchange.name, exchange.kind, exchange.date) == ("small", "call", "2022-01-28")
    assert (list(exchange.documents), list(exchange.others)) == (["a.txt", "b.txt"], ["c.txt"])
    first, second = exchange.points
    document, (start, end) = first.standings["b"].passages[0]
    assert exchange.documents[document].text[start:end] == "They did not agree to meet"
    assert (first.label, first.differences, second.standings["b"].passages) == ("conflict", ("polarity",), ())
    assert exchange.framing.tone == {"b": ("Nothing else",)}
    assert exchange.framing.own_words_only == ("a",)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"They agreed to meet"', '"They agreed to part"', "small, point p1, a: 'They agreed to part' is 0 times"),
        ('"They agreed to meet"', '"They"', "small, point p1, a: 'They' is 2 times in a.txt"),
        ('["a.txt", "Notes', '["b.txt", "Notes', "small, point p2, a: b.txt does not carry this account"),
        ('label = "conflict"', 'label = "shared"', "small, point p1: the label is 'shared', but the statuses make it"),
        ('label = "one-sided"', 'label = "lonely"', "small, point p2: label is 'lonely'; it must be one of"),
        ('status = "denied"', 'status = "not mentioned"', "small, point p1, b: 'not mentioned' with 1 passages"),
        (
            "[point.accounts.b]",
            "[point.accounts.d]",
            "small, point p1: every account needs an entry, and no other: b, d",
        ),
        ('differences = ["polarity"]', 'differences = ["mood"]', "small, point p1: difference is 'mood'"),
        ('"Notes were exchanged"', '"agreed to meet"', "small, point p2, a: shares words with point p1"),
        ('id = "p2"', 'id = "p1"', "small: two points have the same id"),
        ('documents = ["b.txt"]', 'documents = ["c.txt"]', "small: no document of this exchange: c.txt"),
        ('documents = ["b.txt"]', "documents = []", "small: in no account: b.txt"),
        ('kind = "call"', 'kind = "lunch"', "small: kind is 'lunch'"),
        ('date = "2022-01-28"\n', "", "small: accounts.toml lacks the key 'date'"),
        ('date = "2022-01-28"', "date = ", "small: accounts.toml cannot be read"),
        ("[framing]", "[framing]\nmood = {}", "small, framing: unknown key mood"),
        ('initiator = { a = "b" }', 'initiator = { d = "b" }', "small, framing: initiator: unknown account d"),
        ('initiator = { a = "b" }', 'initiator = { a = "z" }', "small, framing: initiator: a names 'z'"),
        ('"by telephone"', '"by letter"', "small, framing: encounter: 'by letter' is in no document of a"),
        ('b = "text"', 'b = "rumour"', "small, framing: authority: 'rumour'"),
        ('a = "2022-01-28"', 'a = "2022-01-29"', "small, framing: published: no document of a is of 2022-01-29"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(made: Path, old: str, new: str, told: str) -> None:
    assert old in SMALL
    (made / "accounts.toml").write_text(SMALL.replace(old, new))
    with pytest.raises(ExchangeError, match=re.escape(told)):
        load(made)


@pytest.mark.parametrize("header", ["language: en", "language: en\nkind: poem\npublished: 2022\nissuer: A", "x"])
def test_a_document_with_a_poor_header_is_named(made: Path, header: str) -> None:
    (made / "b.txt").write_text(f"{header}\n\nThey did not agree to meet.\n")
    with pytest.raises(ExchangeError, match=re.escape("small/b.txt: ")):
        load(made)
