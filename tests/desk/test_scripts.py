"""The scripts of the desk: their types hold, and none is left unchecked."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "dragoman" / "desk" / "static"
TSC = ROOT / "node_modules" / ".bin" / "tsc"


@pytest.fixture(scope="session")
def tsc() -> Path:
    """Return the type checker, installed by npm where that is there; else skip, or fail where CI says so."""
    npm = shutil.which("npm")
    if npm is None:
        if os.environ.get("DRAGOMAN_REQUIRE_NPM") == "1":
            pytest.fail("there is no npm; apt-get install npm")
        pytest.skip("there is no npm")
    if not TSC.exists():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--silent"], cwd=ROOT, check=True, timeout=300)
    return TSC


def checked(tsc: Path, folder: Path, names: list[str]) -> subprocess.CompletedProcess[str]:
    """The outcome of checking some scripts as ``jsconfig.json`` says."""
    own = json.loads((ROOT / "jsconfig.json").read_text(encoding="utf-8"))
    (folder / "jsconfig.json").write_text(json.dumps({**own, "include": names}), encoding="utf-8")
    return subprocess.run([tsc, "-p", folder / "jsconfig.json"], capture_output=True, text=True, timeout=120)


def test_every_script_has_the_types_it_says(tsc: Path, tmp_path: Path) -> None:
    scripts = sorted(STATIC.glob("*.js"))
    assert len(scripts) >= 3
    outcome = checked(tsc, tmp_path, list(map(str, scripts)))
    assert outcome.returncode == 0, outcome.stdout
    for own in scripts:
        assert own.read_text(encoding="utf-8").startswith("// @ts-check\n"), own.name


@pytest.mark.parametrize(
    "fault",
    [
        "/** @type {number} */\nexport let own = 'text';",
        "document.querySelector('a').focus();",
        "/** @param {string} own */\nfunction cut(own) { return own.slice(); }\ncut(1);",
        "export function taken(own) { return own; }",
    ],
)
def test_a_fault_is_found(tsc: Path, tmp_path: Path, fault: str) -> None:
    (tmp_path / "own.js").write_text(fault, encoding="utf-8")
    outcome = checked(tsc, tmp_path, ["own.js"])
    assert outcome.returncode != 0
    assert "own.js" in outcome.stdout
