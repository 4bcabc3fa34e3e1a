"""From what an author writes of a comparison to the table that is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from quiz.authoring import accepted, leniencies_taken
from quiz.comparison.model import CellEntry, ComparisonHead, FeatureEntry
from quiz.comparison.table import Cell, Row, Subject, Table
from quiz.facts import FactKey, fact_key
from quiz.text import Strict


def is_english(language: str) -> bool:
    """Whether a language tag is of some English, the language of the default questions."""
    return language.partition("-")[0].lower() == "en"


def table(
    head: ComparisonHead,
    features: Iterable[tuple[str, FeatureEntry]],
    deck_id: str,
    deck_strict: Strict,
    language: str = "en",
) -> Table:
    """Make the table of a comparison from its features, each with the id that its key gets."""
    subjects = {
        name: Subject(name, entry.name, entry.short or entry.name)
        for name, entry in head.subject.items()
    }
    english = is_english(language)
    rows = tuple(
        Row(
            feature_id,
            feature.name,
            feature.ask,
            feature.key,
            _cells(feature, fact_key(deck_id, head.id, feature_id), subjects, deck_strict),
            tuple(map(frozenset, feature.alike)),
            english,
        )
        for feature_id, feature in features
    )
    return Table(head.id, head.title, tuple(subjects.values()), rows)


def _cells(
    feature: FeatureEntry, key: FactKey, subjects: Mapping[str, Subject], deck_strict: Strict
) -> tuple[Cell, ...]:
    strict = deck_strict | leniencies_taken(feature.strict)
    # The order of subjects, not the order in which an author happened to fill the cells.
    return tuple(
        _cell(feature, fact_key(key, name), subject, strict)
        for name, subject in subjects.items()
        if name in feature.cell
    )


def _cell(feature: FeatureEntry, fact: FactKey, subject: Subject, strict: Strict) -> Cell:
    written = feature.cell[subject.id]
    entry = written if isinstance(written, CellEntry) else CellEntry(text=written)
    if entry.strict is not None:
        strict = leniencies_taken(entry.strict)
    right = tuple(accepted(value, _also(entry, value), strict) for value in entry.values)
    because = entry.because or feature.because
    return Cell(fact, subject, right, entry.values, because, entry.source or feature.source)


def _also(entry: CellEntry, value: str) -> tuple[str, ...] | None:
    return entry.accept.get(value) if isinstance(entry.accept, dict) else entry.accept
