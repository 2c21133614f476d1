"""``dragoman read``: what goes in, what comes out, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from lxml import html

from dragoman.cli.output import html_writer, text_writer
from dragoman.nouns import Condition, Reading
from dragoman.reading.encoder import ModelError
from dragoman.reading.reader import Reader

Call = Callable[..., Result]
Make = Callable[..., Reading]

_DOCUMENT = (
    "id url title outlet issuer kind language translated_from published condition text dates mentions statements"
)
_CONDITION = "share_read truncated machine_translated byline_missing syndicated_from duplicate_of signs"
_STATEMENT = (
    "id source cue content form speaker mention word_of addressee act negated hedge said refers within confidence"
)
HOSTILE = "x\x1b[31m\x07\x9b2J\u202egnp\u2066\x7f<script>alert(1)</script>"
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def records(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.split("\n") if line]


def controls(text: str) -> set[str]:
    """The control and direction characters of a text, line ends aside."""
    return {c for c in text if c in BIDI or (unicodedata.category(c) == "Cc" and c != "\n")}


# --- formats -----------------------------------------------------------------------------------------------------


def test_text_is_the_default(call: Call, texts: Path) -> None:
    result = call("read", texts / "a-english.txt")
    assert result.exit_code == 0
    assert "SAID that the talks would resume on Monday" in " ".join(result.stdout.split())
    assert "“The minister said” · indirect" in result.stdout
    assert "the talks would resume on Monday" in result.stdout
    assert str(texts / "a-english.txt") in result.stdout
    assert result.stderr == ""


def test_jsonl_has_the_keys_that_others_rely_on(call: Call, texts: Path) -> None:
    (record,) = records(call("read", "--format", "jsonl", texts / "a-english.txt"))
    assert record.keys() >= set(_DOCUMENT.split())
    assert record["condition"].keys() >= set(_CONDITION.split())
    (statement,) = record["statements"]
    assert statement.keys() >= set(_STATEMENT.split())
    assert statement["within"] is None
    for part in ("source", "cue", "content"):
        assert all(isinstance(n, int) for span in statement[part] for n in span)
    for listed in ("dates", "mentions"):
        assert isinstance(record[listed], list)


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that the talks would resume on Monday.\n",
        "\n\n  The minister said that the talks would resume on Monday.  \r\n\r\n\tEnd",
        "🇺🇦 𝔄\u00a0Le ministre a déclaré que les négociations reprendraient lundi.",
        "Министр заявил, что переговоры возобновятся в понедельник.\u2028\u0085",
    ],
)
def test_jsonl_offsets_slice_the_text_of_the_file_as_it_is(text: str, call: Call, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(text.encode())
    (record,) = records(call("read", "--format", "jsonl", file))
    assert record["text"] == text
    assert record["text"].encode() == file.read_bytes()
    assert record["statements"]
    for statement in record["statements"]:
        (start, end) = statement["source"][0]
        assert text[start:end] == statement["mention"]
        for start, end in statement["cue"] + statement["content"]:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]


def test_html_is_one_page_that_loads_nothing(call: Call, texts: Path) -> None:
    result = call("read", "--format", "html", texts)
    assert result.exit_code == 0
    assert "http://" not in result.stdout
    assert "https://" not in result.stdout
    page = html.document_fromstring(result.stdout)
    assert page.xpath("//@src | //@srcset | //link | //script | //iframe | //object | //img | //base") == []
    assert all(link.startswith("#") for link in page.xpath("//@href"))
    assert "url(" not in result.stdout
    assert "@import" not in result.stdout
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert len(page.xpath("//article")) == 2
    assert page.xpath("//span[contains(@class, 'content')]")
    assert result.stdout.rstrip().endswith("</html>")


def test_html_is_whole_also_where_nothing_could_be_read(call: Call, tmp_path: Path) -> None:
    result = call("read", "--format", "html", tmp_path / "none.txt")
    assert result.exit_code == 1
    assert result.stdout.rstrip().endswith("</html>")


# --- inputs ------------------------------------------------------------------------------------------------------


def test_standard_input(call: Call) -> None:
    result = call("read", "--format", "jsonl", "-", input="The minister said that the talks would resume on Monday.")
    (record,) = records(result)
    assert record["text"] == "The minister said that the talks would resume on Monday."
    assert record["origin"] == "-"
    assert record["statements"]


def test_a_folder_is_read_in_the_order_of_its_names(call: Call, texts: Path) -> None:
    found = records(call("read", "--format", "jsonl", texts))
    assert [record["language"] for record in found] == ["en", "fr"]


def test_json_lines_keep_what_they_say(call: Call, tmp_path: Path) -> None:
    given = [
        {
            "id": "call/7 ü", "url": "https://example.org/7", "title": "Readout", "outlet": "Kremlin",
            "issuer": "Kremlin", "kind": "readout", "language": "ru", "published": "2022-01-28",
            "text": "Министр заявил, что переговоры возобновятся в понедельник.",
        },
        {"id": "00012", "text": "\n The minister said that the talks would resume on Monday. "},
    ]  # fmt: skip
    file = tmp_path / "case.jsonl"
    file.write_text("".join(json.dumps(item) + "\n" for item in given), encoding="utf-8")
    found = records(call("read", "--format", "jsonl", file))
    for item, record in zip(given, found, strict=True):
        assert {name: record[name] for name in item} == item
        assert record["statements"]


def test_what_the_user_says_goes_before_what_is_found(call: Call, texts: Path) -> None:
    result = call(
        "read", "--format", "jsonl", "--kind", "readout", "--issuer", "Élysée Palace", "--published", "2022-01-28",
        "--language", "uk-UA", texts / "a-english.txt",
    )  # fmt: skip
    (record,) = records(result)
    found = {name: record[name] for name in ("kind", "issuer", "published", "language")}
    assert found == {"kind": "readout", "issuer": "Élysée Palace", "published": "2022-01-28", "language": "uk"}


def test_jobs_change_nothing_in_the_output(call: Call, texts: Path) -> None:
    for number in range(6):
        (texts / f"c{number}.txt").write_text(
            f"Envoy {number} said that he would go.\n" * (7 - number), encoding="utf-8"
        )
    inputs = [texts / "b-french.txt", texts / "none.txt", texts]
    one, two = (call("read", "--format", "jsonl", "--jobs", jobs, *inputs) for jobs in (1, 2))
    assert len(one.stdout.splitlines()) == 9
    assert one.stdout == two.stdout
    assert one.stderr == two.stderr


# --- how it ends -------------------------------------------------------------------------------------------------


def test_a_missing_file_is_named_and_the_others_are_read(call: Call, texts: Path) -> None:
    missing = texts / "missing.txt"
    inputs = (texts / "a-english.txt", missing, texts / "b-french.txt")
    result = call("read", "--format", "jsonl", *inputs)
    assert result.exit_code == 1
    assert [json.loads(line)["language"] for line in result.stdout.splitlines()] == ["en", "fr"]
    assert str(missing) in result.stderr
    assert "1 of 3 documents could not be read" in result.stderr
    assert "missing.txt" not in result.stdout


def test_nothing_but_missing_files(call: Call, tmp_path: Path) -> None:
    result = call("read", tmp_path / "a.txt", tmp_path / "b.txt")
    assert result.exit_code == 1
    assert "a.txt" in result.stderr
    assert "b.txt" in result.stderr
    assert result.stdout == ""


def test_a_bad_line_is_named_by_its_number(call: Call, tmp_path: Path) -> None:
    file = tmp_path / "case.jsonl"
    file.write_text('{"text": "He said so."}\n{"txt": 1}\n', encoding="utf-8")
    result = call("read", "--format", "jsonl", file)
    assert result.exit_code == 1
    assert f"{file}:2" in result.stderr
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "PATH|URL|-"),
        (["--format", "xml", "a.txt"], "--format"),
        (["--kind", "letter", "a.txt"], "--kind"),
        (["--jobs", "0", "a.txt"], "--jobs"),
        (["--jobs", "many", "a.txt"], "--jobs"),
        (["--published", "yesterday", "a.txt"], "--published"),
        (["--language", "Russian", "a.txt"], "--language"),
        (["--bogus", "a.txt"], "--bogus"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, call: Call) -> None:
    result = call("read", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_model_that_cannot_be_loaded_is_said_in_a_line(
    call: Call, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> Reader:
        raise ModelError("the model in /nowhere cannot be loaded")

    monkeypatch.setattr(Reader, "load", fail)
    result = call("read", texts)
    assert result.exit_code == 1
    assert "Error: the model in /nowhere cannot be loaded" in result.stderr
    assert isinstance(result.exception, SystemExit)


# --- what a terminal gets ----------------------------------------------------------------------------------------


def test_no_escape_codes_where_it_is_no_terminal(call: Call, texts: Path) -> None:
    result = call("read", texts, texts / "missing.txt", env={"TERM": "xterm-256color"})
    assert "\x1b" not in result.stdout
    assert "\x1b" not in result.stderr


class Terminal(io.StringIO):
    """Text that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def on_terminal(reading: Reading, monkeypatch: pytest.MonkeyPatch, **env: str) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"TERM": "xterm-256color", **env}.items():
        monkeypatch.setenv(name, value)
    terminal = Terminal()
    with text_writer(terminal) as write:
        write(reading)
    return terminal.getvalue()


COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7])[;m]")


def test_a_terminal_gets_colour_unless_no_color_is_set(reading: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    own = reading("he said yes", {"source": "he", "cue": "said", "content": "yes"})
    assert COLOUR.search(on_terminal(own, monkeypatch))
    assert not COLOUR.search(on_terminal(own, monkeypatch, NO_COLOR="1"))


@pytest.mark.parametrize("columns", [40, 60, 132])
def test_lines_are_as_wide_as_columns_says(columns: int, call: Call) -> None:
    text = "The minister said that " + "the very long talks would go on and on, " * 12 + "until Monday."
    result = call("read", "-", input=text, env={"COLUMNS": str(columns)})
    widths = [len(line.rstrip()) for line in result.stdout.splitlines()]
    assert columns - 12 < max(widths) <= columns


# --- hostile documents -------------------------------------------------------------------------------------------


@pytest.fixture
def hostile(reading: Make) -> Reading:
    """Return a reading with everything in it that a document can be made to hold."""
    text = f"{HOSTILE} he said yes {HOSTILE} and no"
    return reading(
        text,
        {"source": HOSTILE, "cue": "said", "content": f"yes {HOSTILE}"},
        {"source": HOSTILE, "cue": "and", "content": "no", "within": "s1"},
        title=HOSTILE, origin=HOSTILE, issuer=HOSTILE, outlet=HOSTILE, url=f"https://example.org/{HOSTILE}",
        language="en", published=HOSTILE,
        condition=Condition(syndicated_from=HOSTILE, duplicate_of=HOSTILE, signs=(HOSTILE,)),
    )  # fmt: skip


def test_text_output_steers_no_terminal(hostile: Reading) -> None:
    out = io.StringIO()
    with text_writer(out) as write:
        write(hostile)
    assert controls(out.getvalue()) == set()
    assert "alert(1)" in out.getvalue()


def test_html_output_runs_nothing_and_turns_nothing_around(hostile: Reading) -> None:
    out = io.StringIO()
    with html_writer(out) as write:
        write(hostile)
    page = html.document_fromstring(out.getvalue())
    assert page.xpath("//script") == []
    assert "<script" not in out.getvalue()
    # The text itself stands as it is, in a paragraph of its own; everything around it is clean.
    for paragraph in page.xpath("//div[@class='text' or starts-with(@class, 'text ')]/p"):
        paragraph.drop_tree()
    assert controls(page.text_content()) == set()


@pytest.mark.parametrize("form", ["text", "html", "jsonl"])
def test_hostile_files(form: str, call: Call, tmp_path: Path) -> None:
    name = "x\x1b[31m\u202e<script>alert(1)<script>"
    (tmp_path / f"{name}.txt").write_text(
        "The minister said that <script>alert(2)</script>\x1b[31m the talks \u202ewould resume on Monday.\n" * 3
    )
    (tmp_path / "b.html").write_text(
        "<html><head><title>&lt;script&gt;alert(3)&lt;/script&gt;&#x202e;</title></head><body><article><p>"
        + "The minister said that the talks &lt;script&gt;alert(4)&lt;/script&gt; would resume on Monday. " * 5
        + "</p></article></body></html>"
    )
    result = call("read", "--format", form, tmp_path, tmp_path / f"missing-{name}")
    assert result.exit_code == 1
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert "alert(2)" in result.stdout
    assert "alert(4)" in result.stdout
    assert controls(result.stderr) == set()
    if form == "text":
        assert controls(result.stdout) == set()
    elif form == "html":
        assert "<script" not in result.stdout
    else:
        assert "\x1b" not in result.stdout


def test_persian_joiners_stay_in_words(reading: Make) -> None:
    own = reading("وزیر می\u200cگوید نه", {"source": "وزیر", "cue": "می\u200cگوید", "content": "نه"})
    out = io.StringIO()
    with text_writer(out) as write:
        write(own)
    assert "می\u200cگوید" in out.getvalue()


# --- as a program of its own -------------------------------------------------------------------------------------


def program(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "dragoman", *arguments], env={**os.environ, "OMP_NUM_THREADS": "1", **env},
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip


def test_as_a_program_in_a_narrow_encoding(texts: Path) -> None:
    done = program("read", "--format", "jsonl", "--jobs", "1", str(texts), PYTHONIOENCODING="ascii")
    assert done.returncode == 0, done.stderr
    english, french = (json.loads(line) for line in done.stdout.decode().splitlines())
    assert english["statements"]
    assert french["statements"]
    assert french["text"].encode() == (texts / "b-french.txt").read_bytes()


def test_as_a_program_with_a_missing_file(texts: Path) -> None:
    done = program(
        "read", "--jobs", "1", str(texts / "b-french.txt"), "missing.txt", PYTHONIOENCODING="ascii", COLUMNS="60"
    )
    assert done.returncode == 1
    assert b"missing.txt" in done.stderr
    assert b"Le ministre a d?clar?" in done.stdout
    assert b"\x1b" not in done.stdout + done.stderr
    assert max(map(len, done.stdout.decode().splitlines())) <= 60 + len(str(texts))
