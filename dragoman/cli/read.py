"""``dragoman read``: documents in, attributed statements out."""

from __future__ import annotations

import io
import sys
from contextlib import closing
from typing import TYPE_CHECKING

import click

from dragoman.cli.batch import Work, complain, inputs_argument, progress, read_all, reading_options
from dragoman.cli.output import html_writer, jsonl_writer, text_writer
from dragoman.nouns import Reading

if TYPE_CHECKING:
    from dragoman.documents import Failure, Options

WRITERS = {"text": text_writer, "jsonl": jsonl_writer, "html": html_writer}


@click.command(short_help="Read documents and print who said what, on whose word.")
@inputs_argument
@click.option("--format", "form", type=click.Choice(sorted(WRITERS)), default="text", help="text for a person (the "
              "default), jsonl with one object a document, or html, one page with the statements marked.")  # fmt: skip
@reading_options
def read(inputs: tuple[str, ...], form: str, options: Options, work: Work) -> None:
    """Read documents and print who said what, on whose word, with the words it stands on.

    PATH is a file (text, HTML, PDF, DOCX, RSS, Atom, JSON Lines), a folder, or a pattern such as 'call/*.html'; URL a
    web page or feed; - the standard input. Documents that cannot be read are named at the end, the others are read;
    then the exit code is 1.

    \b
    Examples:
      dragoman read article.html
      dragoman read --format jsonl examples/january-2022 > statements.jsonl
      dragoman read --format html call/*.html > call.html
      cat readout.txt | dragoman read --kind readout --issuer "Élysée Palace" --published 2022-01-28 -
    """
    from dragoman.documents import Failure, open_documents

    failures: list[Failure] = []
    number = 0
    if isinstance(sys.stdout, io.TextIOWrapper):
        if form == "text":
            # A terminal that cannot show a letter shows a question mark.
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    results = read_all(open_documents(inputs, options), work)
    with closing(results), WRITERS[form](sys.stdout) as write, progress("read") as step:
        for result in results:
            if isinstance(result, Reading):
                write(result)
                number += 1
            elif isinstance(result, Failure):
                failures.append(result)
            step(number, len(failures))
    if failures or not number:
        complain(failures, number)
        raise SystemExit(1)
