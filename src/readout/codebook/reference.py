"""The reference page of the codebook, made from its data files: ``python -m readout.codebook.reference PAGE``."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from readout.codebook.vocabulary import Codebook, Shape, Vocabulary, codebook

INTRODUCTION = """\
# Codebook

<!-- Made from src/readout/codebook/data by `make docs`; change the data files, not this page. -->

What Readout records, and how. A **record** is one coded fact from one report; it has a kind, the spans of the text
that say it, and the fields below. Terms follow the field: PLOVER and CAMEO for interactions between actors, the
ETH/PRIO ceasefire data for ceasefires, PA-X for provisions, ACLED for incidents, FactBank for factuality.

The unit is a fact in a report, not a mention: the same fact told twice by the same authority is one record with two
spans of evidence. Another term, party, status or authority makes another record. Something that is denied is still a
record, with the factuality `negated`.
"""


def page(book: Codebook | None = None) -> str:
    """The page as Markdown."""
    book = book or codebook()
    lines = [INTRODUCTION, "## Records", ""]
    for shape in (book.record, *book.kinds, book.terms):
        lines += _shape(book, shape)
    lines += ["## Vocabularies", ""]
    for vocabulary in book.vocabularies:
        lines += _vocabulary(vocabulary)
    return "\n".join(lines).rstrip() + "\n"


def _shape(book: Codebook, shape: Shape) -> Iterator[str]:
    name = "" if shape.name in ("record", "terms") else f" (`{shape.name}`)"
    yield from (
        f"### {shape.title}{name}",
        "",
        shape.definition,
        "",
        "| field | holds | meaning |",
        "| --- | --- | --- |",
    )
    for field in shape.fields:
        kind = field.type.replace("_", " or ")
        if field.vocabulary:
            vocabulary = book.vocabulary(field.vocabulary)
            kind = f"{kind} of [{vocabulary.title.casefold()}](#{anchor(vocabulary)})"
        yield f"| `{field.name}` | {kind} | {field.meaning} |"
    yield ""


def _vocabulary(vocabulary: Vocabulary) -> Iterator[str]:
    head = f"### {vocabulary.title}"
    yield from (head, "", vocabulary.definition, "", "| code | title | meaning |", "| --- | --- | --- |")
    for entry in vocabulary.codes:
        yield f"| `{entry.code}` | {entry.title} | {entry.definition} |"
    yield ""


def anchor(vocabulary: Vocabulary) -> str:
    """The fragment that Markdown readers give the heading of a vocabulary."""
    return vocabulary.title.casefold().replace(" ", "-")


def main(arguments: list[str]) -> int:
    """Write the page, or print it where no path is given."""
    if arguments:
        Path(arguments[0]).write_text(page(), encoding="utf-8")
    else:
        sys.stdout.write(page())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
