"""The docs name everything that there is."""

from __future__ import annotations

import json
import os
import re
import shlex
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.documents import open_documents
from dragoman.nouns import (
    Actor,
    Condition,
    DateMention,
    Document,
    Mention,
    Narration,
    Reading,
    Resolution,
    Span,
    Statement,
)
from dragoman.reading.reader import Reader
from dragoman.records import reading_record

DOCS = Path(__file__).parents[1] / "docs"
CLI = (DOCS / "cli.md").read_text(encoding="utf-8")
JSON = (DOCS / "json.md").read_text(encoding="utf-8")


def commands(command: click.Command, *path: str) -> list[tuple[str, click.Command]]:
    """Every command under a group, by its full name."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        below = ((name, command.get_command(context, name)) for name in command.list_commands(context))
        return [found for name, own in below if own for found in commands(own, *path, name)]
    return [(" ".join(path), command)]


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


ALL = commands(main)


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_every_command_has_a_section_with_its_options_and_an_example(name: str, command: click.Command) -> None:
    found = re.search(rf"^## `dragoman {name}`$(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section `dragoman {name}`"
    section = found[1]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                assert re.search(rf"`{option}[ `]", section), f"{option} of dragoman {name}"
            if isinstance(parameter.type, click.Choice):
                for choice in parameter.type.choices:
                    assert re.search(rf"`(?:{parameter.opts[0]} )?{choice}`", section), (
                        f"{choice} of {parameter.opts[0]}"
                    )
    assert f"\ndragoman {name} " in section


def test_every_option_of_the_docs_is_there() -> None:
    known = {option for _, command in ALL for p in command.params for option in (*p.opts, *p.secondary_opts)}
    known |= {"--help", "--version", "-h"}
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", CLI)) <= known | {"-m"}


def test_examples_of_the_docs_are_well_formed() -> None:
    lines = [line for block in blocks(CLI, "") for line in block.splitlines()]
    assert lines
    for line in lines:
        words = shlex.split(line.split(">")[0].split("| head")[0].split("| ")[-1])
        assert words[0] == "dragoman"
        # With --help every option is parsed, and nothing is read.
        result = CliRunner().invoke(main, [*words[1:-1], "--help", words[-1]]) if words[1:] else None
        assert result is None or result.exit_code == 0, line


def test_exit_codes_and_environment_are_told() -> None:
    for code in (0, 1, 2):
        assert re.search(rf"^\| {code} \|", CLI, re.MULTILINE)
    for variable in ("NO_COLOR", "COLUMNS"):
        assert f"`{variable}`" in CLI


def full_record() -> dict[str, Any]:
    """A record with something in every place."""
    actor = Actor("a", "A", "person", "b", members=(Actor("c", "C", "person"),))
    statement = Statement("s1", (Span(0, 1),), (Span(2, 3),), (Span(4, 5),), "direct", "x", actor, (actor,), (actor,))
    statement = replace(statement, resolution=Resolution("why", 1.0, (actor,)))
    document = Document("d", "a b c", "o", condition=Condition(signs=("x",)))
    found = (DateMention(Span(0, 1), "2022"),), (Mention(Span(0, 1), actor, "why", 1.0),)
    return reading_record(Reading(document, (statement,), "m", *found, (Narration(Span(0, 1), (actor,)),)))


def keys(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for own in value.values() for key in keys(own)}
    return {key for own in value for key in keys(own)} if isinstance(value, list) else set()


def test_every_key_of_the_output_is_in_the_docs() -> None:
    named = set(re.findall(r"`(\w+)`|\"(\w+)\"", JSON.partition("## Input")[0]))
    missing = keys(full_record()) - {name for pair in named for name in pair}
    assert missing == set()


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("A document", full_record()),
        ("Its condition", full_record()["condition"]),
        ("A statement", full_record()["statements"][0]),
        ("A speaker", full_record()["statements"][0]["speaker"]),
    ],
    ids=["document", "condition", "statement", "speaker"],
)
def test_each_table_names_the_keys_that_are_there_in_their_order(title: str, own: dict[str, Any]) -> None:
    section = JSON.partition(f"### {title}\n")[2].partition("\n#")[0]
    assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == list(own)


def test_the_example_of_the_output_has_the_shape_of_a_record() -> None:
    example = json.loads(blocks(JSON, "json")[0])
    assert list(example) == list(full_record())
    assert list(example["condition"]) == list(full_record()["condition"])
    (statement,) = example["statements"]
    assert list(statement) == list(full_record()["statements"][0])
    assert [example["text"][s:e] for s, e in statement["source"]] == [statement["mention"]]
    assert [example["text"][s:e] for s, e in statement["cue"] + statement["content"]] == [
        "said", "that the talks would resume on Monday"
    ]  # fmt: skip


def test_the_example_of_the_input_is_read(tmp_path: Path) -> None:
    lines = blocks(JSON, "json")[1].replace('"..."', '"Он заявил, что не знает."').replace("...", "<p>He said no.</p>")
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    found = list(open_documents([str(tmp_path / "a.jsonl")]))
    assert [document.id for document in found if isinstance(document, Document)][:1] == ["call-7-ru"]
    assert len(found) == 2
    assert all(isinstance(document, Document) for document in found)


def test_the_python_example_slices_the_text(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "🇫🇷 The minister said that the talks would resume on Monday.\u2028"
    record = reading_record(reader.read(Document("d", text, "o")))
    (tmp_path / "statements.jsonl").write_text(json.dumps(record, ensure_ascii=False) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (code,) = blocks(JSON, "python")
    exec(compile(code, os.fspath(DOCS / "json.md"), "exec"), {})
    assert "| that the talks would resume on Monday" in capsys.readouterr().out
