"""Tables line by line: a row or a column at a time, and each cell with how firmly it is held."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quiz.errors import UsageError
from quiz.facts import FactKey
from quiz.plain import table_words as words
from quiz.plain.answers import Unclear, letters, number_said
from quiz.plain.cell import CellSitting
from quiz.plain.command_names import unknown
from quiz.plain.info import about, history
from quiz.plain.lines import Command, Lines, in_a_line
from quiz.plain.looking import Looking
from quiz.plain.words import explained, sentence
from quiz.study.desk import Desk
from quiz.study.tables import TableStanding

ASK = "A number reads that feature, a letter that subject, a1 one cell. :? lists the commands."
_PLACE = re.compile(r"([a-z]{1,2}) ?([0-9]{1,4})|([0-9]{1,4}) ?([a-z]{1,2})")


class Place(NamedTuple):
    """A cell, by the indices of its feature and its subject."""

    feature: int
    subject: int


def tables(
    lines: Lines, desk: Desk, deck_ids: Sequence[str] | None = None, *, whole: bool = False
) -> None:
    """Read the tables of the named decks, of all with None, until the person leaves.

    Without a person to ask for them, the `whole` of the tables is read at once. Raises UsageError
    where there is no table.
    """
    Reader(lines, desk, deck_ids).hold(whole=whole)


class Reader(Looking):
    """Some tables, one of which is open, and a person at the other end of the lines."""

    def __init__(self, lines: Lines, desk: Desk, deck_ids: Sequence[str] | None) -> None:
        super().__init__(lines)
        self._desk = desk
        self._deck_ids = deck_ids
        self._tables = desk.tables(deck_ids, desk.clock.now())
        self._index = 0
        self._next = 0
        self._hidden: set[FactKey] = set()

    def hold(self, *, whole: bool) -> None:
        """Talk until the person leaves."""
        if not self._tables:
            raise UsageError("There is no table here: tables are the comparisons of a deck.")
        if whole:
            self._say_all()
        else:
            self._open(0)
        self._lines.say(ASK)
        self._talk()

    def _take(self, line: str | Command) -> None:
        if self._desk.decks.take_in_changes():
            self._renew()
        if isinstance(line, Command):
            self._obey(line)
        elif not line:
            if self._next >= len(self._table.features):
                raise Unclear("That was the last feature. A number reads one again.")
            self._say_feature(self._next)
        else:
            self._read(line)

    # The table.

    @property
    def _table(self) -> TableStanding:
        return self._tables[self._index]

    def _open(self, index: int) -> None:
        self._index, self._next = index, 0
        count = len(self._tables)
        which = f"Table {index + 1} of {count}" if count > 1 else "Table"
        self._lines.say("", *words.opening(self._table, which))

    def _say_all(self) -> None:
        for index in range(len(self._tables)):
            self._open(index)
            for feature in range(len(self._table.features)):
                self._say_feature(feature)
        self._index = self._next = 0

    def _renew(self) -> None:
        """Read how the cells stand now; a table that was taken away meanwhile stays as it was."""
        found = self._desk.tables(self._deck_ids, self._desk.clock.now())
        open_one = (self._table.deck_id, self._table.id)
        places = {(table.deck_id, table.id): index for index, table in enumerate(found)}
        if open_one in places:
            self._tables, self._index = found, places[open_one]

    # Reading.

    def _read(self, text: str) -> None:
        place = self._place(text)
        if isinstance(place, Place):
            self._say_cell(place)
            return
        table = self._table
        subjects = [(letters(at), one.name, one.short) for at, one in enumerate(table.subjects)]
        features = [(str(at), one.name, one.name) for at, one in enumerate(table.features, 1)]
        found = _meant(text, [*subjects, *features])
        if found < len(subjects):
            self._lines.say("", *words.subject(table, found, self._hidden))
        else:
            self._say_feature(found - len(subjects))

    def _place(self, text: str) -> Place | None:
        """The cell that is meant by such as a1, None where none is."""
        found = _PLACE.fullmatch(text.strip().lower())
        if found is None:
            return None
        letter, number = found[1] or found[4], int(found[2] or found[3])
        table = self._table
        names = [letters(index) for index in range(len(table.subjects))]
        if letter not in names or not 1 <= number <= len(table.features):
            raise Unclear(
                f"There is no {text}. The letters go from a to {names[-1]}, "
                f"the numbers from 1 to {len(table.features)}."
            )
        return Place(number - 1, names.index(letter))

    def _say_feature(self, index: int) -> None:
        self._next = index + 1
        self._lines.say("", *words.feature(self._table, index, self._hidden))

    def _say_cell(self, place: Place) -> None:
        now = self._desk.clock.now()
        self._lines.say(*words.cell(self._table, place, self._hidden, now))

    # Commands.

    def _obey(self, command: Command) -> None:
        match command.name:
            case "?":
                self._lines.say(*HELP)
            case "q":
                self._over = True
            case "features":
                self._lines.say(*words.names(self._table, len(self._table.features)))
            case "tables":
                titles = enumerate(self._tables, 1)
                self._lines.say(*(f"{at}: {sentence(table.title)}" for at, table in titles))
            case "table":
                self._open(self._numbered(command.rest))
            case "hide" | "show":
                self._hide(command)
            case "contrast":
                self._contrast(command.rest)
            case "ask" | "info":
                self._at_cell(command)
            case _:
                raise unknown(command, KNOWN)

    def _numbered(self, text: str) -> int:
        count = len(self._tables)
        found = number_said(text, count)
        if found is None:
            raise Unclear(f"Say a number from 1 to {count}: :tables lists them.")
        return found - 1

    def _contrast(self, rest: str) -> None:
        """Be asked what tells two subjects apart."""
        table = self._table
        names = [letters(index) for index in range(len(table.subjects))]
        pair = [names.index(word) for word in rest.lower().split() if word in names]
        if len(pair) != 2 or pair[0] == pair[1]:
            raise Unclear("Say which two subjects, for example :contrast a b.")
        one, other = (table.subjects[index].id for index in pair)
        now = self._desk.clock.now()
        session = self._desk.drills.begin(
            (table.deck_id,), now, between=(one, other), table_id=table.id
        )
        CellSitting(self._lines, self._desk, session).hold()
        self._renew()

    def _hide(self, command: Command) -> None:
        place = self._named_cell(command) if command.rest else None
        if place is None:
            cells = (cell for feature in self._table.features for cell in feature.cells)
            facts = {cell.fact for cell in cells if cell is not None}
        else:
            facts = {self._fact(place)}
        if command.name == "hide":
            self._hidden |= facts
        else:
            self._hidden -= facts
        if place is None:
            done = "left out" if command.name == "hide" else "said"
            self._lines.say(f"What the cells say is {done} from here on.")
        else:
            self._say_cell(place)

    def _named_cell(self, command: Command) -> Place:
        place = self._place(command.rest)
        if place is None:
            raise Unclear(f"Say which cell, for example :{command.name} a1.")
        return place

    def _fact(self, place: Place) -> FactKey:
        cell = self._table.cell(*place)
        if cell is None:
            raise Unclear("There is nothing there: the source does not say.")
        return cell.fact

    def _at_cell(self, command: Command) -> None:
        place = self._named_cell(command)
        fact, desk = self._fact(place), self._desk
        now = desk.clock.now()
        if command.name == "info":
            seen = fact not in self._hidden
            self._lines.say("", *about(desk.facts.card(fact, now), now, answer=seen))
            self._lines.say(*(explained(desk.facts.explain(fact)) if seen else ()))
            self._lines.say(*history(desk.facts.history(fact), given=seen))
            return
        cell = self._table.cell(*place)
        if cell is not None and (cell.suspended or cell.buried_until is not None):
            raise Unclear("It was put away. quiz browse brings it back.")
        CellSitting(self._lines, desk, desk.begin_cell(fact, now)).hold()
        self._renew()
        self._say_cell(place)


def _meant(text: str, named: Sequence[tuple[str, str, str]]) -> int:
    """Which is meant by a label or a name, or by how one name alone begins; raises Unclear."""
    wanted = text.casefold()
    names = [tuple(in_a_line(name).casefold() for name in one) for one in named]
    for fits in (str.__eq__, str.startswith):
        found = [at for at, one in enumerate(names) if any(fits(name, wanted) for name in one)]
        if len(found) == 1:
            return found[0]
        if found:
            labels = ", ".join(named[at][0] for at in found)
            raise Unclear(f"{in_a_line(text)} may be {labels}. Say which.")
    raise Unclear(f"There is no {in_a_line(text)} here. {ASK}")


KNOWN = (
    *("?", "q", "features", "tables", "table"),
    *("hide", "show", "ask", "contrast", "info"),
)
HELP = (
    "A number, or how its name begins, reads that feature over all subjects.",
    "A letter, or how its name begins, reads that subject over all features.",
    "A letter and a number, such as a1, read that cell.",
    "An empty line reads the next feature.",
    ":hide - Leave out what the cells say, so that you can say it yourself. :hide a1 for one.",
    ":show - Say it again. :show a1 for one.",
    ":ask a1 - Be asked that cell. It moves its schedule only where it is due.",
    ":contrast a b - Be asked what tells subjects a and b apart.",
    ":info a1 - What is known of that cell, and how it was answered.",
    ":features - List all features.",
    ":tables - List all tables. :table 2 opens the second.",
    ":q - Leave.",
)
