"""`quiz new`: a deck begun, with notes on what to write where, or made of a spreadsheet's table."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from quiz.commands.conversation import standard_lines
from quiz.commands.face import is_interactive
from quiz.commands.naming import path_named
from quiz.commands.request import Request
from quiz.counting import counted
from quiz.errors import UsageError
from quiz.library.drafts import SUBJECTS_NEEDED, Draft, DraftKind, draft_text, id_for
from quiz.library.files import read_bytes
from quiz.library.writing import create_file
from quiz.terminal_text import first_control, one_line
from quiz.wiring import Wiring

if TYPE_CHECKING:
    from quiz.plain.lines import Lines

_T = TypeVar("_T")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
_KINDS = {"": "comparison", "1": "comparison", "2": "cards", "3": "both"}
_LINES_SHOWN = 24


def run(request: Request) -> int:
    """Ask for what no option tells, and write the deck where no file is yet."""
    lines = standard_lines()
    draft, text = (_from_nothing if request.source is None else _from_sheet)(request, lines)
    with Wiring(request.options, reads_only=True) as wiring:
        path = _path(request.to, draft.id, wiring.paths.decks)
        _refuse_taken(draft.id, path, wiring)
        is_own = wiring.paths.decks in path.parents
    question = f"Write this to {one_line(str(path))}? y, or n"
    if request.source is not None and is_interactive() and not lines.agrees("", question):
        lines.say("Nothing was written.")
        return 0
    create_file(path, text.encode(), own=is_own)
    shown = one_line(str(path))
    lines.say(f"Written: {shown}", "Open it in your editor: notes in it say what goes where.")
    named, with_it = (draft.id, "") if is_own else (shown, f" --decks {shown}")
    lines.say(
        f"  quiz check {named} --watch --advice",
        f"  quiz{with_it} study {draft.id}",
        "The first beside your editor: it checks at every save.",
    )
    return 0


def _from_nothing(request: Request, lines: Lines) -> tuple[Draft, str]:
    title = _wanted(request.title, "--title", "Title of the deck?", _title, lines)
    question = "1 compare what is easily confused, 2 single cards, 3 both? [1]"
    # Whoever names subjects wants them compared.
    given = request.kind or (DraftKind.COMPARISON if request.subjects else None)
    kind = _wanted(given, "--kind", question, _kind, lines)
    subjects: tuple[str, ...] = ()
    if kind is not DraftKind.CARDS:
        question = "What is compared? Two names or more, with commas between."
        subjects = _wanted(request.subjects, "--subjects", question, _subjects, lines)
    draft = Draft(_id(request.id, title, lines), title, kind, subjects)
    return draft, draft_text(draft)


def _from_sheet(request: Request, lines: Lines) -> tuple[Draft, str]:
    from quiz.library.sheet_drafts import draft_from, is_of_cards
    from quiz.library.sheets import read_sheet

    if request.subjects is not None or request.kind == DraftKind.BOTH:
        raise UsageError("A spreadsheet becomes one comparison or cards; its first row names all.")
    source = Path(request.source or "")
    sheet = read_sheet(read_bytes(source), str(source))
    name = " ".join(source.stem.replace("_", " ").split())
    given = request.title if request.title or is_interactive() else name
    question = f"Title of the deck? [{one_line(name)}]"
    title = _wanted(given, "--title", question, lambda text: _title(text or name), lines)
    kind = request.kind or (DraftKind.CARDS if is_of_cards(sheet) else DraftKind.COMPARISON)
    draft = Draft(_id(request.id, title, lines), title, DraftKind(kind))
    made = draft_from(sheet, draft, str(source))
    body = made.text[made.text.find("\n[[") + 1 :].splitlines()
    lines.say(*body[:_LINES_SHOWN])
    if len(body) > _LINES_SHOWN:
        lines.say(f"(and {len(body) - _LINES_SHOWN} more lines)")
    lines.say("", f"{made.taken} of {counted(len(sheet.rows), 'row')} taken over.")
    lines.say(*(f"- {note}" for note in made.notes))
    return draft, made.text


# Answers -----------------------------------------------------------------------------------------


def _wanted(
    given: str | None, option: str, question: str, read: Callable[[str], _T], lines: Lines
) -> _T:
    """What an option gives, or else what is answered; asked again while it will not do."""
    if given is not None:
        return read(given.strip())
    while True:
        lines.say(question)
        line = lines.read_line()
        if line is None:
            raise UsageError(f"There was no answer. {option} gives it on the command line.")
        try:
            return read(line.replace("\ufeff", "").strip())
        except UsageError as error:
            lines.say(str(error))


def _title(text: str) -> str:
    if not text or "\n" in text or first_control(text) is not None:
        raise UsageError("A title is a line of text.")
    return text


def _kind(text: str) -> DraftKind:
    try:
        return DraftKind(_KINDS.get(text, text.lower()))
    except ValueError:
        raise UsageError("Type 1, 2 or 3.") from None


def _subjects(text: str) -> tuple[str, ...]:
    names = dict.fromkeys(_title(name.strip()) for name in text.split(",") if name.strip())
    if len(names) < SUBJECTS_NEEDED:
        raise UsageError("Name two subjects or more, with commas between.")
    return tuple(names)


def _id(given: str | None, title: str, lines: Lines) -> str:
    """The id named, or one out of the title; asked for where the title has no letter for one."""
    question = "An id for the deck, of letters a-z, digits and hyphens?"
    return _wanted(given or id_for(title) or None, "--id", question, _sound_id, lines)


def _sound_id(text: str) -> str:
    if not _ID.fullmatch(text):
        raise UsageError("An id has letters a-z, digits and hyphens, such as two-knots.")
    return text


# Where it goes -----------------------------------------------------------------------------------


def _path(to: str | None, deck_id: str, own: Path) -> Path:
    if to is None:
        return own / f"{deck_id}.toml"
    path = path_named(to)
    return path / f"{deck_id}.toml" if path.is_dir() or to.endswith("/") else path


def _refuse_taken(deck_id: str, path: Path, wiring: Wiring) -> None:
    """Make sure that neither file nor id is there already: one deck would hide the other."""
    other = "Another --id, or another --title, makes a deck beside it."
    if path.is_symlink() or path.exists():
        raise UsageError(f"There is a file {path} already. {other}")
    for entry in wiring.library.entries():
        if entry.id == deck_id:
            raise UsageError(f"The deck {entry.path} has the id {deck_id} already. {other}")
