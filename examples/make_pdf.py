"""Write the PDF files of january-2022/ from pdf.toml.

    python examples/make_pdf.py [--font FILE.ttf]

Needs fpdf2 (``pip install fpdf2``) and a font with Latin and Cyrillic letters: DejaVu Serif, from
Debian's ``fonts-dejavu-core``, unless another is named. Only the letters used are embedded.
"""

from __future__ import annotations

import argparse
import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from fpdf import FPDF

HERE = Path(__file__).parent
FOLDER = HERE / "january-2022"
FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")


def main() -> None:
    """Write every PDF that pdf.toml describes, over what was there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--font", type=Path, default=FONT, help="a TrueType font (default: %(default)s)")
    font = parser.parse_args().font
    for entry in tomllib.loads((HERE / "pdf.toml").read_text(encoding="utf-8"))["pdf"]:
        page(entry, font).output(str(FOLDER / entry["file"]))


def page(entry: dict[str, Any], font: Path) -> FPDF:
    """Return one described document, set on A4 pages."""
    pdf = FPDF(format="A4")
    pdf.set_title(entry["title"])
    pdf.set_lang(entry["language"])
    # A fixed date: the same text gives the same file.
    pdf.set_creation_date(datetime.combine(entry["published"], time(12), UTC))
    pdf.set_margins(25, 25)
    pdf.add_font("text", fname=font)
    pdf.add_page()
    pdf.set_font("text", size=15)
    pdf.multi_cell(0, 8, entry["title"], align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(4)
    pdf.set_font("text", size=11)
    for paragraph in entry["text"].strip().split("\n\n"):
        pdf.multi_cell(0, 6, paragraph, align="L", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(3)
    return pdf


if __name__ == "__main__":
    main()
