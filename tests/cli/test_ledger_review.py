"""``dragoman ledger review``, ``judge``, ``merge``, ``split`` and ``export`` from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.cli.ledger.review import context
from dragoman.ledger import Ledger, Query
from dragoman.nouns import Actor, Document, Reading, Span, Statement

TEXT = "L'Élysée a déclaré que \x1b[31mPoutine a nié toute intention offensive. Kyiv attend."
LOCAL = Actor("local:putin", "Putin", "person")


@pytest.fixture
def path(where: str) -> str:
    """Return a ledger with three documents of one statement each, on each database."""
    with Ledger.open(where) as own:
        for number in range(3):
            statement = Statement("s1", (Span(0, 8),), (Span(9, 18),), (Span(23, 60),), "indirect", "L'Élysée", LOCAL,
                                  act="DENY", confidence=0.9 - number / 10)  # fmt: skip
            own_words = " ".join(f"{number}a{n}" for n in range(90))
            document = Document(
                f"d{number}",
                f"{TEXT} {own_words}",
                "o",
                title=f"T{number}",
                language="fr",
            )
            own.add(Reading(document, (statement,), "m"))
    return where


@pytest.fixture
def run(path: str) -> Callable[..., Result]:
    def call(*arguments: str, **how: object) -> Result:
        return CliRunner().invoke(main, ["ledger", *arguments, "--ledger", path], **how)  # type: ignore[arg-type]

    return call


def verdicts(path: str) -> dict[str | None, str | None]:
    with Ledger.open(path) as own:
        hits = own.search(Query()).hits
        return {hit.document.title: hit.judgement.verdict if hit.judgement else None for hit in hits}


def test_one_key_a_judgement(run: Callable[..., Result], path: str) -> None:
    result = run("review", "--by", "Ada", input="a\nr\nu\n")
    assert result.exit_code == 0, result.output
    assert verdicts(path) == {"T2": "accept", "T1": "reject", "T0": "unsure"}
    assert "\x1b" not in result.output
    with Ledger.open(path) as own:
        assert {judgement.by for judgement in own.judgements()} == {"Ada"}
    assert "1 statements" in run("review", input="q\n").output


def test_skip_undo_and_quit(run: Callable[..., Result], path: str) -> None:
    assert run("review", input="s\na\nz\nr\nq\n").exit_code == 0
    assert verdicts(path) == {"T2": None, "T1": "reject", "T0": None}
    with Ledger.open(path) as own:
        assert len(list(own.judgements())) == 3


def test_the_end_of_the_input_ends_it(run: Callable[..., Result], path: str) -> None:
    result = run("review", input="x\nz\n")
    assert result.exit_code == 0
    assert "nothing to take back" in result.output
    assert set(verdicts(path).values()) == {None}


def test_an_edit_asks_for_each_field(run: Callable[..., Result], path: str) -> None:
    result = run("review", input="e\nSergey Lavrov\nsay\n2022-01-28\ntoute intention\nelysee > sergey-lavrov\nhe\nq\n")
    assert result.exit_code == 0, result.output
    with Ledger.open(path) as own:
        (hit,) = own.search(Query(judgement=("edit",))).hits
    assert hit.judgement is not None
    assert (hit.judgement.why, hit.statement.act, hit.statement.said) == ("he", "SAY", "2022-01-28")
    assert [actor.id for actor in hit.statement.word_of] == ["elysee", "sergey-lavrov"]
    assert "".join(hit.document.text[s:e] for s, e in hit.statement.content) == "toute intention"


def test_an_edit_that_does_not_fit_can_be_typed_again(run: Callable[..., Result], path: str) -> None:
    result = run("review", input="e\n\nSHOUT\n\n\n\n\na\nq\n")
    assert "no act" in result.output
    assert verdicts(path)["T2"] == "accept"


def test_judge_and_undo(run: Callable[..., Result], path: str) -> None:
    with Ledger.open(path) as own:
        key = own.search(Query()).hits[0].key
    assert run("judge", key, "accept", "--by", "Ada", "--why", "seen").exit_code == 0
    assert run("judge", key, "edit", "--act", "SAY").exit_code == 0
    assert run("judge", key, "undo").exit_code == 0
    with Ledger.open(path) as own:
        hit = own.statement(key)
        assert hit is not None
        assert hit.judgement is not None
        assert (hit.judgement.verdict, hit.judgement.by, hit.statement.act) == ("accept", "Ada", "DENY")


def test_judging_wrongly_is_told(run: Callable[..., Result], path: str) -> None:
    with Ledger.open(path) as own:
        key = own.search(Query()).hits[0].key
    assert run("judge", "0" * 16, "accept").exit_code == 1
    assert run("judge", key, "undo").exit_code == 1
    assert run("judge", key, "edit").exit_code == 1
    assert run("judge", key, "accept", "--act", "SAY").exit_code == 2
    assert run("judge", key, "accept", "--by", " ").exit_code == 2
    assert verdicts(path) == {"T0": None, "T1": None, "T2": None}


def test_merge_and_split(run: Callable[..., Result], path: str) -> None:
    assert run("merge", "local:putin", "local:nobody").exit_code == 1
    assert run("merge", "local:putin", "local:putin").exit_code == 2
    with Ledger.open(path) as own:
        key = own.search(Query()).hits[0].key
    run("judge", key, "edit", "--speaker", "vladimir-putin")
    assert run("split", "local:putin").exit_code == 1
    with Ledger.open(path) as own:
        other = Statement("s1", (Span(0, 2),), (Span(3, 4),), (Span(5, 9),), "direct", "x",
                          Actor("vladimir-putin", "Vladimir Putin", "person"))  # fmt: skip
        own.add(Reading(Document("z", "Un texte tout autre.", "o"), (other,), "m"))
    assert run("merge", "local:putin", "vladimir-putin", "--why", "one man").exit_code == 0
    assert run("search", "--speaker", "vladimir-putin", "--count").output == "4\n"
    assert run("export", "--format", "csv").output.count("local:putin") == 0
    assert run("split", "local:putin").exit_code == 0
    assert run("search", "--speaker", "local:putin", "--count").output == "2\n"


def test_a_file_is_written_whole_or_not_at_all(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out" / "a.jsonl"
    assert run("export", "-o", str(file)).exit_code == 1
    file.parent.mkdir()
    assert run("export", "-o", str(file)).exit_code == 0
    assert [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()] == ["d0", "d1", "d2"]
    before = file.read_bytes()
    monkeypatch.setattr("dragoman.ledger.export.jsonlines.to_record", lambda *_: 1 / 0)
    assert isinstance(run("export", "-o", str(file)).exception, ZeroDivisionError)
    assert file.read_bytes() == before
    assert [own.name for own in file.parent.iterdir()] == ["a.jsonl"]


def test_markup_is_a_file_a_document(run: Callable[..., Result], path: str, tmp_path: Path) -> None:
    assert run("export", "--format", "markup").exit_code == 2
    run("review", input="a\nq\n")
    result = run("export", "--format", "markup", "-o", str(tmp_path / "corrected"))
    assert result.exit_code == 0, result.output
    (file,) = (tmp_path / "corrected").iterdir()
    assert "<s1>L'Élysée</s1> <q1>a déclaré</q1>" in file.read_text(encoding="utf-8")


def test_the_context_shows_parts_in_the_order_of_the_text() -> None:
    statement = Statement("s", (Span(10, 12),), (Span(13, 17),), (Span(0, 5), Span(18, 22)), "direct")
    shown = context("We go\nall he said then.  End", statement, lambda text, **_: text)
    assert shown == "[We go] all {he} <said> [then]. End"


FIRST = "call-2022-01-28-emmanuel-macron-vladimir-putin"
LATER = "call-2022-02-12-emmanuel-macron-vladimir-putin"


@pytest.fixture
def calls(path: str) -> str:
    """Return a ledger with a text on each of two calls, and a third that tells of the first one, too."""
    from dragoman.actors import Registry
    from dragoman.reading.interpret import Interpreter

    interpreter = Interpreter(Registry.shipped())
    with Ledger.open(path) as own:
        for id, issuer, on, day in (("k1", "Kremlin", "2022-01-28", "January 28"),
                                    ("e1", "Élysée Palace", "2022-01-28", "January 28"),
                                    ("k2", "Kremlin", "2022-02-12", "February 12")):  # fmt: skip
            text = f"On {day} Vladimir Putin spoke by telephone with Emmanuel Macron.\n\nHe said that {id} would do."
            start = text.index("He said")
            said = Statement("s1", (Span(start, start + 2),), (Span(start + 3, start + 7),),
                             (Span(start + 13, len(text) - 1),), "indirect", "He")  # fmt: skip
            document = Document(id, text, "o", kind="readout", issuer=issuer, published=on, language="en")
            own.add(interpreter.interpret(Reading(document, (said,), "m")))
    return path


def listed(run: Callable[..., Result]) -> dict[str, list[str]]:
    lines = run("exchanges", "--format", "jsonl").stdout.splitlines()
    return {own["id"]: sorted(own["documents"]) for own in map(json.loads, lines)}


def test_exchanges_are_listed_merged_and_split(run: Callable[..., Result], calls: str) -> None:
    assert listed(run) == {FIRST: ["e1", "k1"], LATER: ["k2"]}
    assert run("search", "--exchange", "call-2022-02", "--count").output == "1\n"
    nothing = run("search", "--exchange", "visit-1999")
    assert (nothing.exit_code, "tells of no exchange visit-1999" in nothing.output) == (1, True)
    assert run("merge", "--kind", "exchange", LATER, "nothing").exit_code == 1
    assert "give the whole id" in run("merge", "--kind", "exchange", "call", FIRST).output
    assert run("merge", "--kind", "exchange", LATER, FIRST, "--why", "one call").exit_code == 0
    assert listed(run) == {FIRST: ["e1", "k1", "k2"]}
    told = run("exchanges").output
    assert f"with {LATER}" in told
    assert "2022-01-28 · call · Emmanuel Macron, Vladimir Putin · 3 documents" in told
    assert run("search", "--exchange", LATER, "--count").output == "3\n"
    assert run("split", "--kind", "exchange", LATER).exit_code == 0
    assert listed(run) == {FIRST: ["e1", "k1"], LATER: ["k2"]}
    assert run("split", "--kind", "exchange", LATER).exit_code == 1


def test_an_exchange_is_parted_and_put_together_again(run: Callable[..., Result], calls: str) -> None:
    assert run("split", "local:putin", "--document", "e1").exit_code == 2
    assert run("split", "--kind", "exchange", FIRST, "--document", "none").exit_code == 1
    assert run("split", "--kind", "exchange", FIRST, "--document", "e1", "--by", "Ada").exit_code == 0
    assert listed(run) == {FIRST: ["k1"], f"{FIRST}-2": ["e1"], LATER: ["k2"]}
    assert run("merge", "--kind", "exchange", FIRST, LATER).exit_code == 0
    assert listed(run) == {f"{FIRST}-2": ["e1"], LATER: ["k1", "k2"]}
    # Taking the merge back leaves it parted.
    assert run("split", "--kind", "exchange", FIRST).exit_code == 0
    assert listed(run) == {FIRST: ["k1"], f"{FIRST}-2": ["e1"], LATER: ["k2"]}
    assert run("merge", "--kind", "exchange", f"{FIRST}-2", FIRST).exit_code == 0
    assert listed(run) == {FIRST: ["e1", "k1"], LATER: ["k2"]}
