"""The few words that all formats use alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.accounts.sheet import Cell, Column, Fact, Report, Row, Sheet, Source
from dragoman.cli.text import flat, warnings
from dragoman.nouns import Comparison

SILENT = "silent"
#: Languages written from right to left.
RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ur"))
#: Categories whose value is the account's own words, or says all there is.
_SAID_ITSELF = frozenset(("encounter", "place", "duration", "tone", "later", "names", "names differ", "published"))
#: Categories of framing that are shown as one line of points.
ORDER = "order and share"


def label(row: Row) -> str:
    """What a point is: "CONFLICT", "shared", "only Kremlin"."""
    if row.only:
        return f"only {flat(row.only.voucher.name)}"
    return "CONFLICT" if row.point.label == "conflict" else row.point.label


def differ(row: Row) -> str:
    """In what accounts differ inside a point; nothing where they do not."""
    return f"differ in {', '.join(row.differ)}" if row.differ else ""


def status(cell: Cell) -> str:
    """What is said before the words of a cell: that they deny or contradict, or that there are none."""
    return SILENT if cell.silent else "" if cell.status == "reported" else cell.status


def head(column: Column) -> str:
    """The name of an account, and the numbers of its sources."""
    return f"{flat(column.account.voucher.name)} {' '.join(f'[{source.number}]' for source in column.sources)}"


def unread(sheet: Sheet) -> Iterator[str]:
    """A line for each account that no text was read whole of: its silence says little."""
    for column in sheet.columns:
        if column.partial:
            numbers = ", ".join(f"[{source.number}]" for source in column.sources)
            yield f"{flat(column.account.voucher.name)}: {numbers} could be read in part only; its silence says little"


def facts(source: Source, titled: bool = True) -> str:
    """A source on one line: title, who vouches for it or published it, when, its language, where, what is wrong."""
    own = source.document
    parts = [own.issuer or own.outlet, own.published or "undated", own.language, own.url or own.origin, *warnings(own)]
    return " · ".join(flat(part) for part in ([own.title] if titled else []) + parts if part)


def grouped(found: Sequence[Fact]) -> list[Fact]:
    """The facts of a category, each value once an account."""
    return list({(fact.account.id, fact.value): fact for fact in reversed(found)}.values())[::-1]


def evidence(category: str, fact: Fact) -> str:
    """The words that show a fact where its value does not say them; the first, cut to a line."""
    if category in _SAID_ITSELF or category in ("lag", "authority", "whose words") or not fact.quotes:
        return ""
    text = flat(fact.quotes[0].text)
    return text if len(text) <= 120 else f"{text[:117].rstrip()}…"


def order(found: Sequence[Fact]) -> dict[str, str]:
    """By the id of the account, its points in the order in which it tells them, each with its share of the words."""
    lines: dict[str, list[tuple[int, str]]] = {}
    for fact in found:
        point, _, rest = fact.value.partition(": ")
        rank, _, share = rest.partition(", ")
        lines.setdefault(fact.account.id, []).append((int(rank.split()[0]), f"{point} {share}"))
    return {id: ", ".join(text for _, text in sorted(own)) for id, own in lines.items()}


def told(category: str, found: Sequence[Fact]) -> dict[str, list[tuple[str, str]]]:
    """By the id of the account, what is found of a category: each value, and the words that show it, if needed."""
    if category == ORDER:
        return {id: [(line, "")] for id, line in order(found).items()}
    out: dict[str, list[tuple[str, str]]] = {}
    for fact in grouped(found):
        out.setdefault(fact.account.id, []).append((flat(fact.value), evidence(category, fact)))
    return out


def nothing_to_compare(report: Report) -> str:
    """What to say, and to do, where no exchange has two accounts; nothing where one has."""
    if any(len(sheet.columns) > 1 for sheet in report.sheets):
        return ""
    if not report.sheets:
        return "No exchange was found: give the texts in which the sides tell of one call, meeting or letter."
    return (
        "There is nothing to compare: only one side is heard. Give the other side's text, or a report that quotes it."
    )


def left_out(comparison: Comparison) -> str:
    """An exchange that has one account only, on a line."""
    accounts = comparison.accounts
    who = f"only {flat(accounts[0].voucher.name)}, {len(comparison.points)} points" if accounts else "no account"
    return f"{flat(comparison.exchange.id)} ({who})"
