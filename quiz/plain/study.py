"""A session line by line: the question, a line for an answer, the verdict, and on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from quiz.errors import DataError, ProblemsFound, UsageError
from quiz.plain import words
from quiz.plain.answers import Unclear, answer, how_sure, rating, yes_or_no
from quiz.plain.command_names import named
from quiz.plain.commands import COMMANDS
from quiz.plain.lines import Command, Lines
from quiz.plain.turns import answer_told, told
from quiz.review import Mode
from quiz.shapes import Question, Response, Reveal, Shape
from quiz.study.desk import Desk
from quiz.study.renewal import renewed
from quiz.study.session import Session
from quiz.study.turn import (
    Answered,
    Asked,
    Declaring,
    Doubted,
    Finished,
    Introduced,
    Kept,
    Turn,
    Waiting,
)

GREETING = "One line answers one question. :d says that you do not know, :? lists the commands."


class Wanted(NamedTuple):
    """What is to be studied: in which mode, with how many new facts beyond the day's limit."""

    mode: Mode = Mode.STUDY
    more_new: int = 0


def study(
    lines: Lines,
    desk: Desk,
    deck_ids: Sequence[str] | None = None,
    *,
    minutes: float | None = None,
    wanted: Wanted | None = None,
) -> None:
    """Hold a session over the named decks, all with None, and those asked for after it."""
    following: Wanted | None = wanted or Wanted()
    while following is not None:
        desk.decks.take_in_changes()
        now, (mode, more_new) = desk.clock.now(), following
        session = desk.begin(deck_ids, now, minutes=minutes, mode=mode, more_new=more_new)
        following = Sitting(lines, desk, session).hold()


def contrast(
    lines: Lines,
    desk: Desk,
    deck_ids: Sequence[str] | None = None,
    between: tuple[str, str] | None = None,
) -> None:
    """Drill what is easily confused in the named decks, or two subjects; then what is asked for."""
    desk.decks.take_in_changes()
    session = desk.drills.begin(deck_ids, desk.clock.now(), between=between)
    wanted = Sitting(lines, desk, session).hold()
    if wanted is not None:
        study(lines, desk, deck_ids, wanted=wanted)


class Sitting:
    """One session with a person at the other end of the lines.

    `clues` and `hints` count what was given of the question that is open, `revealed` is whether
    its answer was shown.
    """

    def __init__(self, lines: Lines, desk: Desk, session: Session) -> None:
        self.lines = lines
        self.desk = desk
        self.session = session
        self.clues = 0
        self.hints = 0
        self.revealed = False
        self._question: Question | None = None
        self._said: Turn | None = None
        self._wanted: Wanted | None = None
        self._over = False
        self._outdated = False

    def hold(self) -> Wanted | None:
        """Talk until the session is over; gives what is to be studied after it, if anything."""
        if not isinstance(self.session.turn, Finished):
            again = ("The session goes on where you left it.",) if self.session.resumed else ()
            self.lines.say(*again, GREETING)
        while not self._over:
            self._say_turn()
            self.session.look_ahead()
            line = self.lines.hear()
            if line is None:
                self.end()
            else:
                self._heed(line)
        return self._wanted

    # What the commands do to the sitting itself.

    @property
    def shape(self) -> Shape | None:
        """The shape of the question that waits for its answer."""
        turn = self.session.turn
        return turn.question.shape if isinstance(turn, Asked) else None

    def stay(self) -> None:
        """What changed the turn was said already: it need not be told anew."""
        self._said = self.session.turn

    def repeat(self) -> None:
        """Say the turn once more."""
        if self.revealed and isinstance(self.session.turn, Asked):
            self._reveal()
        else:
            self._tell(self.session.turn)

    def answer(self, response: Response) -> None:
        """Hand an answer in, and take its time."""
        turn = self.session.turn
        if isinstance(turn, Asked):
            clock = self.desk.clock
            taken_ms = clock.answered(turn.shown_at)
            self.session.submit(response, clock.now(), taken_ms)

    def leave(self) -> None:
        """Go away, with the session left open."""
        self._over = True
        if isinstance(self.session.turn, Finished):
            self.session.end(self.desk.clock.now())
        elif self.session.can_undo:
            self.lines.say("What you answered is kept. The session goes on until the day is over.")

    def end(self) -> None:
        """Close the session, and say what it came to."""
        self._over = True
        was_over = isinstance(self.session.turn, Finished)
        finished = self.session.end(self.desk.clock.now())
        if not was_over:
            self._tell(finished)

    def go_on_with(self, mode: Mode, more_new: int = 0) -> None:
        """Close the session, and begin another."""
        self.session.end(self.desk.clock.now())
        self._over, self._wanted = True, Wanted(mode, more_new)

    def advance(self) -> None:
        """Go on; where decks were saved meanwhile, with what they say now."""
        now = self.desk.clock.now()
        self._take_in_changes()
        anew = renewed(self.desk, self.session, now) if self._outdated else None
        if anew is None:
            self.session.advance(now)
        else:
            self.session, self._outdated = anew, False

    def _take_in_changes(self) -> None:
        """Look whether decks were saved, and tell of one that is broken now."""
        if not self.desk.decks.take_in_changes():
            return
        self._outdated = True
        spoilt = self.desk.decks.spoilt()
        if spoilt is None:
            self.lines.say("Decks were changed: it shows from here on.")
        else:
            self.lines.say(f"{spoilt.place}: {spoilt.message}. In use as it was.")

    # Telling.

    def _say_turn(self) -> None:
        while self.session.turn is not self._said:
            turn = self._said = self.session.turn
            if isinstance(turn, Asked) and turn.question is not self._question:
                self._question = turn.question
                self.clues = int(bool(getattr(turn.question.shape, "clues", ())))
                self.hints, self.revealed = 0, False
            self._tell(turn)
            if self._goes_on_by_itself(turn):
                try:
                    self.advance()
                except DataError as error:
                    self.lines.say(str(error), "An empty line tries again, :q leaves.")

    def _goes_on_by_itself(self, turn: Turn) -> bool:
        if isinstance(turn, Waiting):
            return self.desk.clock.skip_to(turn.until)
        if isinstance(turn, Kept):
            return True
        return isinstance(turn, Answered) and self._was_recalled(turn)

    def _was_recalled(self, turn: Answered) -> bool:
        """Whether the answer was seen before it was graded: then nothing is left to be read."""
        return self.revealed and isinstance(turn.asked.question.shape, Reveal)

    def _tell(self, turn: Turn) -> None:
        recalled = isinstance(turn, Answered) and self._was_recalled(turn)
        self.lines.say(*told(turn, self.desk, recalled=recalled))

    # Hearing.

    def _heed(self, line: str | Command) -> None:
        try:
            if isinstance(line, Command):
                named(line, COMMANDS)(self, line.rest)
            else:
                self._take(line)
        except Unclear as unclear:
            self.lines.say(str(unclear))
        except DataError as error:
            self.lines.say(str(error), "This is not kept yet. Say it again, or leave with :q.")
        except (UsageError, ProblemsFound) as error:
            # The session goes on with its decks as they were; what looks into their files cannot.
            self.lines.say(str(error))

    def _take(self, text: str) -> None:
        now = self.desk.clock.now()
        match self.session.turn:
            case Asked(question=question):
                self._take_answer(question.shape, text)
            case Declaring():
                self.session.declare(how_sure(text), now)
            case Doubted():
                self.session.decide(meant=yes_or_no(text), now=now)
            case Answered() as turn:
                self._take_rating(turn, text)
            case Introduced() | Kept() | Waiting():
                self.advance()
            case Finished():
                self.end()

    def _take_answer(self, shape: Shape, text: str) -> None:
        if isinstance(shape, Reveal) and not self.revealed:
            if text:
                raise Unclear("An empty line reveals the answer.")
            self.revealed = True
            self._reveal()
            return
        self.answer(answer(shape, text, clues=self.clues, hints=self.hints))

    def _reveal(self) -> None:
        asked = self.session.asked
        if asked is not None:
            self.lines.say(*answer_told(asked, self.desk))

    def _take_rating(self, turn: Answered, text: str) -> None:
        if not text:
            self.advance()
            return
        if not turn.ratings:
            raise Unclear(f"Not understood. {words.GO_ON}")
        chosen = rating(text, turn.ratings)
        try:
            self.session.rerate(chosen, self.desk.clock.now())
        except ValueError:
            self.lines.say("It was answered elsewhere since, so the rating stays.", words.GO_ON)
            return
        self.stay()
        self.lines.say(words.rated(chosen, turn.previews), words.GO_ON)
