"""``dragoman ledger review``: statements one by one, the most doubtful first, one key a judgement."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from dragoman.cli.ledger.common import ledger_option, opened
from dragoman.cli.ledger.filters import filter_options, query_of
from dragoman.cli.ledger.judging import by_option, namer
from dragoman.cli.options import config_option
from dragoman.cli.text import flat

if TYPE_CHECKING:
    from dragoman.ledger import Hit, Ledger, Verdict
    from dragoman.ledger.naming import Namer
    from dragoman.ledger.review import Doubt
    from dragoman.nouns import Statement

_KEYS = {"a": "accept", "r": "reject", "u": "unsure"}
_HELP = "a accept · r reject · u unsure · e edit · z undo · s skip · q quit"
_ASKED = (("speaker", "speaker, id or name"), ("act", "act"), ("said", "said on"), ("content", "words of the content"),
          ("word_of", "chain of word, with > between"))  # fmt: skip
#: Characters shown on either side of a statement.
_AROUND = 300
_STYLES: dict[str, tuple[str, str, str]] = {"source": ("{", "}", "cyan"), "cue": ("<", ">", "green"),
                                            "content": ("[", "]", "yellow")}  # fmt: skip


@click.command(short_help="Go through statements in order of doubt, one key a judgement.")
@click.argument("words", nargs=-1)
@click.option(
    "--most",
    type=click.IntRange(1, 100_000),
    default=5000,
    show_default=True,
    help="How many of the statements found are put in order.",
)
@filter_options
@by_option
@config_option
@ledger_option
def review(words: tuple[str, ...], where: str, most: int, by: str, config: Path | None, **asked: Any) -> None:
    """Show one statement at a time in its context, the most doubtful first, and take a judgement by one key.

    Doubtful is what models read differently, whose speaker is open, or whose spans are not sure. Statements are chosen
    as with dragoman ledger search; without --judgement, those on which nobody has judged, or somebody was unsure. Each
    judgement is stored at once.

    \b
    Examples:
      dragoman ledger review --said 2022-01
      dragoman ledger review --speaker vladimir-putin --by Ada
    """
    from dragoman.ledger.review import queue

    asked["judgement"] = asked["judgement"] or ("none", "unsure")
    with opened(where) as own:
        doubts = queue(own, query_of(own, words, **asked), most)
        if not doubts:
            click.echo("nothing is left to review")
            return
        click.echo(f"{len(doubts)} statements; {_HELP}")
        counts = _Round(own, by, config).go(doubts)
    click.echo(f"{counts} judged, {len(doubts)} were to be looked at")


@dataclass(slots=True)
class _Round:
    """One sitting: what was judged so far, so that it can be taken back."""

    own: Ledger
    by: str
    config: Path | None
    passed: list[tuple[int, int]] = field(default_factory=list)
    _namer: Namer | None = None

    def go(self, doubts: list[Doubt]) -> int:
        """Go through the statements; the number of judgements that stand at the end."""
        at = 0
        while at < len(doubts):
            hit = self.own.statement(doubts[at].key)
            if hit is None:
                # Meanwhile a newer reading has it no more.
                at += 1
                continue
            _show(hit, doubts[at], f"{at + 1} of {len(doubts)}")
            step = self._judged(hit, at)
            if step is None:
                break
            at = step
        return len(self.passed)

    def _judged(self, hit: Hit, at: int) -> int | None:
        """The place to go on at, after a key; None where it is to end."""
        while True:
            key = _key()
            if key == "q":
                return None
            if key == "s":
                return at + 1
            if key == "z":
                return self._undo(at)
            if key in _KEYS:
                return self._pass(hit, at, _KEYS[key])
            if key == "e":
                try:
                    given, why = _changes()
                    return self._edit(hit, at, given, why) if given else at
                except click.ClickException as error:
                    click.echo(error.format_message())
                    continue
            click.echo(_HELP)

    def _pass(self, hit: Hit, at: int, verdict: str, why: str | None = None, value: Any = None) -> int:
        judgement = self.own.judge("statement", hit.key, cast("Verdict", verdict), self.by, why, value)
        self.passed.append((at, judgement.id))
        click.echo(f"  {verdict}")
        return at + 1

    def _edit(self, hit: Hit, at: int, given: dict[str, Any], why: str | None) -> int:
        from dragoman.ledger import LedgerError
        from dragoman.ledger.changes import change

        self._namer = self._namer or namer(self.own, self.config)
        try:
            return self._pass(hit, at, "edit", why, change(hit, given, self._namer))
        except LedgerError as error:
            raise click.ClickException(flat(str(error))) from error

    def _undo(self, at: int) -> int:
        if not self.passed:
            click.echo("  nothing to take back")
            return at
        back, number = self.passed.pop()
        self.own.undo(number, self.by)
        click.echo("  taken back")
        return back


def _key() -> str:
    """The key pressed or, where the input is no terminal, the first letter of the next line; q at its end."""
    click.echo("> ", nl=False)
    if sys.stdin.isatty():
        key = click.getchar()
        click.echo(key if key.isprintable() else "")
        return key.lower()
    line = sys.stdin.readline()
    return line.strip()[:1].lower() if line else "q"


def _changes() -> tuple[dict[str, Any], str | None]:
    """What is typed for each field that can be corrected here; Enter leaves one as it is."""
    given: dict[str, Any] = {}
    for name, label in _ASKED:
        typed = _typed(label)
        if typed:
            given[name] = _split(name, typed)
    why = _typed("why") if given else ""
    return given, why or None


def _split(name: str, typed: str) -> Any:
    if name == "content":
        return [part.strip() for part in typed.split("…")]
    return [part.strip() for part in typed.split(">")] if name == "word_of" else typed


def _typed(label: str) -> str:
    from dragoman.documents.whole import whole

    click.echo(f"  {label} (Enter leaves it): ", nl=False)
    return whole(sys.stdin.readline().strip())


def _show(hit: Hit, doubt: Doubt, place: str) -> None:
    statement, document = hit.statement, hit.document
    who = f"{statement.speaker.name} ({statement.speaker.id})" if statement.speaker else "open"
    chain = " > ".join(actor.name for actor in statement.word_of)
    click.echo(f"\n{place} · {hit.key} · {'; '.join(map(flat, doubt.reasons)) or 'no doubt'}")
    head = (document.title or document.origin, document.outlet, document.published)
    click.echo(click.style(" · ".join(flat(part) for part in head if part), bold=True))
    click.echo(f"  {context(document.text, statement, click.style)}")
    facts = (("speaker", who), ("act", statement.act), ("said", statement.said), ("word of", chain))
    click.echo("  " + " · ".join(f"{name}: {flat(value)}" for name, value in facts if value))
    if hit.judgement:
        click.echo(f"  {hit.judgement.verdict} by {flat(hit.judgement.by)}: {flat(hit.judgement.why) or 'no reason'}")


def context(text: str, statement: Statement, style: Callable[..., str]) -> str:
    """The statement among the words around it, on one line: ``{source} <cue> [content]``."""
    parts = [(span, name) for name in _STYLES for span in getattr(statement, name)]
    first, last = min(span.start for span, _ in parts), max(span.end for span, _ in parts)
    begin, end = max(0, first - _AROUND), min(len(text), last + _AROUND)
    out, at = ["… " if begin else ""], begin
    for (start, stop), name in sorted(parts):
        if start < at:
            # Parts overlap only where a person made them so; the words are shown once.
            continue
        opening, closing, colour = _STYLES[name]
        out += [_piece(text[at:start]), style(f"{opening}{_piece(text[start:stop])}{closing}", fg=colour)]
        at = stop
    out += [_piece(text[at:end]), " …" if end < len(text) else ""]
    return "".join(out).strip()


def _piece(text: str) -> str:
    """The words on one line, with a blank at either end where there was one."""
    words = flat(text)
    before = " " if text[:1].isspace() and words else ""
    after = " " if text[-1:].isspace() else ""
    return f"{before}{words}{after}"
