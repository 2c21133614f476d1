"""A help text waits for nothing that the command itself would need."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.cli.lazy import LazyGroup

#: What makes a start slow: the web, the database, numbers, the model's libraries.
HEAVY = ("fastapi", "sqlalchemy", "numpy", "lxml", "onnxruntime", "jinja2", "msgspec", "dragoman.accounts")
NAMES = main.list_commands(click.Context(main))


@pytest.mark.parametrize("words", [[], *([name] for name in NAMES), ["people", "add"], ["ledger", "search"]])
def test_a_help_text_loads_nothing_heavy(words: list[str]) -> None:
    asked = f"""
import sys
from dragoman.cli import main
main({[*words, "--help"]}, standalone_mode=False)
loaded = [name for name in {HEAVY} if name in sys.modules]
assert not loaded, loaded
"""
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    assert told.returncode == 0, told.stderr
    assert "Usage:" in told.stdout


def test_a_command_that_is_none_is_refused() -> None:
    told = CliRunner().invoke(main, ["pepole"])
    assert told.exit_code == 2
    assert "pepole" in told.output


def test_a_group_imports_only_what_is_asked_for() -> None:
    own = LazyGroup(package="dragoman.cli", names=("people", "nothing"))
    found = own.get_command(click.Context(own), "people")
    assert found is not None
    assert found.name == "people"
    assert own.get_command(click.Context(own), "read") is None
    with pytest.raises(ModuleNotFoundError):
        own.get_command(click.Context(own), "nothing")
