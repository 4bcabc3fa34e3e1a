"""What must fit together in a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from quiz.authoring import Source, leniencies_taken
from quiz.cards.card import reading_alike
from quiz.comparison.making import is_english, table
from quiz.comparison.model import CellEntry, ComparisonHead, FeatureEntry
from quiz.comparison.table import Cell, Row
from quiz.deck.identity import feature_id
from quiz.deck.model import DeckHead
from quiz.deck.parsing import ParsedComparison
from quiz.deck.rules import provisional, too_many_names, twice, undeclared, warning
from quiz.errors import Finding, KeyPath
from quiz.markdown import plain
from quiz.text import LENIENT, Strict, normalise

Sources = Mapping[str, Source] | None


def comparison_findings(comparison: ParsedComparison, deck: DeckHead | None) -> Iterator[Finding]:
    """Find what does not fit together in one comparison; `deck` is None where it is unsound."""
    head, at = comparison.head, ("comparison", comparison.index)
    sources, language = (deck.source, deck.language) if deck else (None, "en")
    if len(head.subject) < 2:
        hint = "Name at least two subjects, or write cards."
        yield Finding((*at, "subject"), "A comparison needs two subjects or more", hint)
    names = (((*at, "subject", name), entry.name) for name, entry in head.subject.items())
    yield from reading_alike(names, "The subject")
    ids = [
        ((*at, "feature", number), feature_id(feature.id, feature.name))
        for number, feature in comparison.features
    ]
    yield from twice(ids, "feature")
    for number, feature in comparison.features:
        path = (*at, "feature", number)
        yield from _unknown_subjects(feature, head, path)
        yield from _wording(feature, path, language)
        yield from _grounds(feature, path, sources)
        yield from _cells(feature, path, sources)
    yield from _names(comparison, deck)
    yield from _rows(comparison, leniencies_taken(deck.strict) if deck else LENIENT)


def _names(comparison: ParsedComparison, deck: DeckHead | None) -> Iterator[Finding]:
    head, at = comparison.head, ("comparison", comparison.index)
    levels: list[tuple[KeyPath, int]] = [((), len(deck.aliases) if deck else 0)]
    levels.append((at, len(head.aliases)))
    features = ((("feature", index), len(one.aliases)) for index, one in comparison.features)
    subjects = ((("subject", key), len(one.aliases)) for key, one in head.subject.items())
    for inner in (features, subjects):
        path, most = max(inner, key=lambda one: one[1], default=((), 0))
        levels.append(((*at, *path), most))
    yield from too_many_names(levels)


def _unknown_subjects(
    feature: FeatureEntry, head: ComparisonHead, at: KeyPath
) -> Iterator[Finding]:
    hint = f"The subjects are: {', '.join(head.subject)}."
    for name in feature.cell:
        if name not in head.subject:
            message = f"{name!r} is not a subject of this comparison"
            yield Finding((*at, "cell", name), message, hint, at_key=True)
    for index, group in enumerate(feature.alike):
        for place, name in enumerate(group):
            path = (*at, "alike", index, place)
            if name not in head.subject:
                yield Finding(path, f"{name!r} is not a subject of this comparison", hint)
            elif name not in feature.cell:
                message = f"{name!r} has no cell here that could be alike"
                yield Finding(path, message, "Take it out, or fill its cell.")


def _wording(feature: FeatureEntry, at: KeyPath, language: str) -> Iterator[Finding]:
    if feature.id is None:
        yield provisional(at, feature_id(None, feature.name), "feature")
    if feature.ask is None:
        if not is_english(language):
            hint = "Add `ask`, with {subject} where the subject's name goes."
            yield warning(at, "The question would be made of names alone", hint)
    elif "{subject}" not in feature.ask:
        hint = "Write {subject} where the subject's name goes."
        yield Finding((*at, "ask"), "`ask` does not say which subject it asks about", hint)


def _grounds(feature: FeatureEntry, at: KeyPath, sources: Sources) -> Iterator[Finding]:
    entries = [cell for cell in feature.cell.values() if isinstance(cell, CellEntry)]
    all_written_out = len(entries) == len(feature.cell)
    if feature.source is None and not (all_written_out and all(cell.source for cell in entries)):
        yield warning(at, "The feature has no source", 'Add `source = { from = "..." }`.')
    if feature.because is None and not (all_written_out and all(cell.because for cell in entries)):
        yield warning(at, "The feature does not say why", "Add `because`: it teaches most.")
    if sources is not None:
        yield from undeclared(feature.source, sources, (*at, "source"))


def _cells(feature: FeatureEntry, at: KeyPath, sources: Sources) -> Iterator[Finding]:
    for name, cell in feature.cell.items():
        path = (*at, "cell", name)
        if isinstance(cell, CellEntry):
            yield from _cell_accept(cell, path)
            if sources is not None:
                yield from undeclared(cell.source, sources, (*path, "source"))
        inner = (*path, "text") if isinstance(cell, CellEntry) else path
        values = cell.values if isinstance(cell, CellEntry) else cell
        if isinstance(values, tuple) and len(values) > 1:
            texts = (((*inner, index), value) for index, value in enumerate(values))
            yield from reading_alike(texts, "The value")


def _cell_accept(cell: CellEntry, at: KeyPath) -> Iterator[Finding]:
    if isinstance(cell.accept, dict):
        for key in cell.accept:
            if key not in cell.values:
                hint = f"It is one of: {', '.join(cell.values)}."
                message = f"{key!r} is not a value of this cell"
                yield Finding((*at, "accept", key), message, hint, at_key=True)
    elif cell.accept and len(cell.values) > 1:
        hint = 'Write a table: `accept = { "the value" = ["another wording"] }`.'
        message = "`accept` does not say which of the values it is for"
        yield Finding((*at, "accept"), message, hint)


def _rows(comparison: ParsedComparison, strict: Strict) -> Iterator[Finding]:
    features = [
        (feature_id(feature.id, feature.name), feature) for _, feature in comparison.features
    ]
    made = table(comparison.head, features, "deck", strict)
    for (number, feature), row in zip(comparison.features, made.rows, strict=True):
        path = ("comparison", comparison.index, "feature", number)
        if feature.key and all(row.same(row.cells[0], cell) for cell in row.cells):
            hint = "Take `key` away, or say how the subjects differ."
            message = "The feature is marked as a key, but all its cells mean the same"
            yield Finding((*path, "key"), message, hint)
        yield from _accepted_elsewhere(row, feature, path)


def _accepted_elsewhere(row: Row, feature: FeatureEntry, at: KeyPath) -> Iterator[Finding]:
    """Find other wordings of a cell that are what another subject has: nobody could be wrong."""
    written = ((cell, feature.cell[cell.subject.id]) for cell in row.cells)
    accepting = [cell for cell, one in written if isinstance(one, CellEntry) and one.accept]
    stricts = {answer.strict for cell in accepting for answer in cell.accepted}
    held = {strict: _by_reading(row, strict) for strict in stricts}
    for cell in accepting:
        rivals = dict.fromkeys(
            value
            for answer in cell.accepted
            for wording in answer.texts
            for value, other in held[answer.strict].get(normalise(wording, answer.strict), ())
            if not row.same(cell, other) and normalise(value) not in cell.meaning
        )
        for rival in rivals:
            path = (*at, "cell", cell.subject.id, "accept")
            message = f"{rival!r} would be right here, but it is what another subject has"
            yield Finding(path, message, "Take it out of `accept`, or say `alike`.")


def _by_reading(row: Row, strict: Strict) -> dict[str, list[tuple[str, Cell]]]:
    """The values of a row, each with its cell, by how they read: so that no two are compared."""
    held: dict[str, list[tuple[str, Cell]]] = {}
    for cell in row.cells:
        for value in map(plain, cell.values):
            held.setdefault(normalise(value, strict), []).append((value, cell))
    return held
