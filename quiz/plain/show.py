"""A deck laid open line by line: its tables, and every question with its answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quiz.comparison.table import Row, Table
from quiz.counting import counted
from quiz.deck.deck import Deck
from quiz.deck.specimens import Asked, Specimen, cards_of, cells_of, together_of
from quiz.plain.lines import in_a_line, said
from quiz.plain.words import cited, explained, offered
from quiz.shapes import Pick, Reveal, Type

_INDENT = "  "
NOT_SAID = "the source does not say"


def shown(deck: Deck) -> Iterator[str]:
    """The whole deck; every question comes with what is right, and last why and where from."""
    yield in_a_line(deck.title)
    yield from said(deck.summary)
    yield f"{counted(len(deck.facts), 'fact')}."
    for table in deck.tables:
        yield from ("", f"Table: {in_a_line(table.title)}")
        for row in table.rows:
            yield from _row(row, table)
        for cell in cells_of(deck, table):
            yield from _asked(cell)
        for together in together_of(deck, table):
            yield from ("", f"At once: {in_a_line(together.heading)}")
            for specimen in together.questions:
                yield from _question(specimen)
            yield from (f"{_INDENT}{line}" for line in cited(together.citations))
    for card in cards_of(deck):
        yield from _asked(card)


def _row(row: Row, table: Table) -> Iterator[str]:
    yield f"{_INDENT}{in_a_line(row.name)}{' (tells them apart)' if row.key else ''}"
    for subject in table.subjects:
        cell = row.by_subject.get(subject.id)
        value = in_a_line(cell.text) if cell else NOT_SAID
        yield f"{_INDENT * 2}{in_a_line(subject.short)}: {value}"


def _asked(asked: Asked) -> Iterator[str]:
    yield from ("", f"{asked.heading} [{asked.fact.key}]")
    for specimen in asked.questions:
        yield from _question(specimen)
    # What the other subjects have there was told with the table.
    for line in explained(replace(asked.explanation, contrast=None)):
        yield f"{_INDENT}{line}"


def _question(specimen: Specimen) -> Iterator[str]:
    shape = specimen.shape
    first, *more = said(shape.prompt) or [""]
    yield f"{_INDENT}{specimen.form}: {first}"
    yield from (f"{_INDENT * 2}{line}" for line in more)
    if isinstance(shape, Pick | Type):
        for number, clue in enumerate(shape.clues, 1):
            yield f"{_INDENT * 2}Clue {number}: {in_a_line(clue)}"
    if isinstance(shape, Pick):
        for option in shape.options:
            mark = "right" if specimen.is_right(option) else "wrong"
            yield f"{_INDENT * 2}{mark}: {in_a_line(option)}"
        return
    if not isinstance(shape, Reveal | Type):
        yield from (f"{_INDENT * 2}{line}" for line in offered(shape))
    for part, also in specimen.answers:
        label = f"{in_a_line(part.label)}: " if part.label else ""
        yield f"{_INDENT * 2}Answer: {label}{in_a_line(part.right)}"
        if also:
            yield f"{_INDENT * 2}Also right: {_in_a_row(also)}"
    if specimen.never:
        yield f"{_INDENT * 2}Wrong, however near: {_in_a_row(specimen.never)}"


def _in_a_row(texts: Iterable[str]) -> str:
    return "; ".join(map(in_a_line, texts))
