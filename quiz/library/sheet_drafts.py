"""A deck out of a spreadsheet's table, and what of it could not be taken over, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from quiz.errors import Finding, ProblemsFound, Severity
from quiz.library.drafts import (
    SUBJECTS_NEEDED,
    Draft,
    DraftKind,
    comparison_head,
    head,
    ids_for,
    quoted,
)
from quiz.library.files import whole_file
from quiz.library.sheets import Sheet, SheetRow
from quiz.text import normalise

SEVERAL = "|"
"""What parts several texts within one cell of a spreadsheet."""

_COLUMNS = {
    "id": "id",
    "form": "form",
    "prompt": "prompt",
    "question": "prompt",
    "front": "prompt",
    "answer": "answer",
    "back": "answer",
    "accept": "accept",
    "wrong": "wrong",
    "because": "because",
    "why": "because",
    "explanation": "because",
    "tags": "tags",
}
_LISTS = ("accept", "wrong", "tags")
_SOURCE = 'source = { from = "notes" }'


@dataclass(frozen=True, slots=True)
class SheetDraft:
    """A deck as text, how many rows are in it, and notes on what is not."""

    text: str
    taken: int
    notes: tuple[str, ...]


@dataclass(slots=True)
class _Notes:
    """What was left out, and why: whole columns, and rows by the line on which they begin."""

    columns: list[str] = field(default_factory=list)
    rows: dict[int, str] = field(default_factory=dict)

    def all(self) -> tuple[str, ...]:
        """The columns first, then the rows from above to below."""
        rows = (f"Line {line} was left out: {why}." for line, why in sorted(self.rows.items()))
        return (*self.columns, *rows)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A row as a card or feature."""

    line: int
    text: str


def is_of_cards(sheet: Sheet) -> bool:
    """Whether the columns are named as those of cards are."""
    return {"prompt", "answer"} <= set(_known_columns(sheet))


def draft_from(sheet: Sheet, draft: Draft, path: str) -> SheetDraft:
    """Make a deck of a table: a comparison, its first row the subjects, or else cards.

    Rows that make no sound card or feature are left out with a note. Raises
    `quiz.errors.ProblemsFound` where nothing is left; `path` is the spreadsheet's.
    """
    notes = _Notes()
    if draft.kind is DraftKind.CARDS:
        opening, kind = head(draft), "card"
        pieces = list(_cards(sheet, path, notes))
    else:
        subjects = _subjects(sheet, path, notes)
        opening = f"{head(draft)}\n{comparison_head(draft.title, dict(subjects.values()))}"
        kind = "feature"
        pieces = list(_features(sheet, subjects, notes))
    text, kept = _sound(opening, pieces, kind, path, notes)
    return SheetDraft(text, kept, notes.all())


# Comparisons -------------------------------------------------------------------------------------


def _subjects(sheet: Sheet, path: str, notes: _Notes) -> dict[int, tuple[str, str]]:
    """The subjects as id and name, by column."""
    named = {column: name for column, name in enumerate(sheet.head.cells) if column and name}
    seen = set[str]()
    for column, name in list(named.items()):
        if normalise(name) in seen:
            notes.columns.append(f"Column {column + 1} was left out: {name} is there already.")
            del named[column]
        seen.add(normalise(name))
    if len(named) < SUBJECTS_NEEDED:
        message = "This table has fewer than two subjects to tell apart"
        hint = "They are named in its first row, from the second column on; or say --kind cards."
        raise ProblemsFound((whole_file(path, message, hint),))
    for column in range(1, max(len(row.cells) for row in sheet.rows)):
        if not sheet.head.cell(column) and any(row.cell(column) for row in sheet.rows):
            notes.columns.append(
                f"Column {column + 1} was left out: the first row has no name for it."
            )
    names = [" ".join(name.split()) for name in named.values()]
    ids = ids_for(names, "subject")
    return dict(zip(named, zip(ids, names, strict=True), strict=True))


def _features(
    sheet: Sheet, subjects: dict[int, tuple[str, str]], notes: _Notes
) -> Iterator[_Piece]:
    rows: list[SheetRow] = []
    for row in sheet.rows:
        filled = [column for column in subjects if row.cell(column)]
        if not row.cell(0):
            notes.rows[row.line] = "it has no name in its first column"
        elif not filled:
            notes.rows[row.line] = "it says nothing of any subject"
        else:
            rows.append(row)
    names = [" ".join(row.cell(0).split()) for row in rows]
    for row, name, feature in zip(rows, names, ids_for(names, "feature"), strict=True):
        cells = [
            f"cell.{subject} = {quoted(row.cell(column))}"
            for column, (subject, _) in subjects.items()
            if row.cell(column)
        ]
        lines = ["[[comparison.feature]]", f'id = "{feature}"', f"name = {quoted(name)}"]
        yield _Piece(row.line, "\n".join([*lines, *cells, _SOURCE, ""]))


# Cards -------------------------------------------------------------------------------------------


def _known_columns(sheet: Sheet) -> dict[str, int]:
    """The columns by the keys that they are for; the first of each."""
    columns: dict[str, int] = {}
    for column, name in enumerate(sheet.head.cells):
        key = _COLUMNS.get(name.casefold())
        if key is not None:
            columns.setdefault(key, column)
    return columns


def _cards(sheet: Sheet, path: str, notes: _Notes) -> Iterator[_Piece]:
    columns = _known_columns(sheet)
    missing = [key for key in ("prompt", "answer") if key not in columns]
    if missing:
        message = f"No column of this table is named {' or '.join(missing)}"
        hint = f"Known names are: {', '.join(_COLUMNS)}."
        raise ProblemsFound((whole_file(path, message, hint),))
    unknown = [name for at, name in enumerate(sheet.head.cells) if at not in columns.values()]
    if any(unknown):
        names = ", ".join(name for name in unknown if name)
        notes.columns.append(f"Left out: {names}. The columns known are {', '.join(_COLUMNS)}.")
    for row in sheet.rows:
        given = {key: row.cell(column) for key, column in columns.items() if row.cell(column)}
        lacking = [key for key in ("prompt", "answer") if key not in given]
        if lacking:
            notes.rows[row.line] = f"it has no {' and no '.join(lacking)}"
        else:
            yield _Piece(row.line, _card(given))


def _card(given: dict[str, str]) -> str:
    form = given.pop("form", "") or _form_for(given)
    lines = ["[[card]]", f"form = {quoted(form)}"]
    for key, value in given.items():
        if key in _LISTS:
            texts = [one.strip() for one in value.split(SEVERAL) if one.strip()]
            lines.append(f"{key} = [{', '.join(map(quoted, texts))}]")
        else:
            lines.append(f"{key} = {quoted(value)}")
    return "\n".join([*lines, _SOURCE, ""])


def _form_for(given: dict[str, str]) -> str:
    """The form that has a use for what is given."""
    if "accept" in given:
        return "typed"
    return "choice" if "wrong" in given else "flashcard"


# Both --------------------------------------------------------------------------------------------


def _sound(
    opening: str, pieces: Sequence[_Piece], kind: str, path: str, notes: _Notes
) -> tuple[str, int]:
    """The deck of all pieces that are sound beside the others, and how many they are."""
    import tomli

    from quiz.deck.deck import read_deck
    from quiz.library.formatting import format_deck

    depth = 1 if kind == "card" else 3
    while pieces:
        text = "\n".join([opening, *(piece.text for piece in pieces)])
        _, findings = read_deck(tomli.loads(text))
        errors = [one for one in findings if one.severity is Severity.ERROR]
        if not errors:
            return format_deck(text.encode(), path).after, len(pieces)
        wrong = {_number(one, depth): one for one in reversed(errors)}
        if None in wrong:
            raise ProblemsFound((whole_file(path, wrong[None].message, wrong[None].hint),))
        for at, finding in wrong.items():
            notes.rows[pieces[at or 0].line] = finding.message
        pieces = [piece for at, piece in enumerate(pieces) if at not in wrong]
    first = notes.all()[:1]
    raise ProblemsFound((whole_file(path, f"No row of this table makes a {kind}", *first),))


def _number(finding: Finding, depth: int) -> int | None:
    """Which of the pieces a finding is in, None for the deck around them."""
    part = finding.path[depth] if len(finding.path) > depth else None
    return part if isinstance(part, int) else None
