"""``dragoman serve --demo``: the example dossier, ready when the address is printed."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.desk import Desk, demo

EXAMPLES = Path(__file__).parents[2] / "examples" / "january-2022"


def test_the_whole_dossier_is_found() -> None:
    assert demo.dossier() == EXAMPLES
    assert len(list(EXAMPLES.iterdir())) >= 20


def test_the_accounts_are_compared_before_the_first_page_and_what_fails_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "dossier"
    folder.mkdir()
    for name in ("2022-01-28-call-elysee-fr.html", "2022-01-28-call-kremlin-en.html"):
        shutil.copy(EXAMPLES / name, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    found: list[tuple[int, int, bool]] = []

    def listen(desk: Desk, *_: object) -> None:
        own = desk.refresh()
        found.append((len(own.counted), len(desk.exchanges.all), desk.exchanges.working))
        desk.close()

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(demo, "dossier", lambda: folder)
    monkeypatch.setattr(sys.modules["dragoman.cli.serve"], "_listen", listen)
    first = CliRunner().invoke(main, ["serve", "--demo"])
    assert first.exit_code == 0, first.output
    assert [line.split()[0] for line in first.stdout.splitlines()] == ["Reading", "Comparing"]
    assert "broken.pdf" in first.stderr
    second = CliRunner().invoke(main, ["serve", "--demo"])
    assert second.stdout == ""
    assert found == [(2, 1, False)] * 2
