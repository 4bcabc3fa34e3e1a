"""An exam line by line: a question, a line for an answer, the next question; no verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from quiz.counting import counted
from quiz.errors import DataError
from quiz.plain import words
from quiz.plain.answers import HOW_SURE, Unclear, answer, how_sure, number_said, rating, yes_or_no
from quiz.plain.command_names import named
from quiz.plain.exam_commands import COMMANDS
from quiz.plain.exam_result import told
from quiz.plain.lines import Command, Lines, said
from quiz.plain.summary import minutes_and_seconds
from quiz.review import Confidence
from quiz.shapes import Pick, Response, Reveal, Type
from quiz.study.desk import Desk
from quiz.study.exam import Exam
from quiz.study.exam_marks import asks_confidence
from quiz.study.exam_result import ExamResult
from quiz.study.exam_slot import Slot
from quiz.study.given import given_in_words

GREETING = "No verdict comes before the end, and answers can be changed. :? lists the commands."
HOW_WELL = "How well did you know it? 1 not at all, 2 with an effort, 3 well, 4 easily."


def exam(lines: Lines, desk: Desk, sat: Exam) -> ExamResult | None:
    """Sit an exam; gives what it came to, None where it was left open or dropped."""
    return Sat(lines, desk, sat).hold()


class Sat:
    """An exam with a person at the other end of the lines.

    `_given` is an answer that waits for the person to say how sure it is.
    """

    def __init__(self, lines: Lines, desk: Desk, exam: Exam) -> None:
        self.lines = lines
        self.desk = desk
        self.exam = exam
        self.left = False
        self._given: tuple[Response, int] | None = None
        self._confidence: Confidence | None = None
        self._revealed = False
        self._handing_in = False
        self._said: tuple[int | None, object] | None = None

    def hold(self) -> ExamResult | None:
        """Talk until the exam is handed in or left."""
        self.lines.say(*self._opening())
        while not self.left and not self.exam.closed:
            if self._time_is_up():
                break
            self._say_question()
            line = self.lines.hear()
            if line is None:
                self.leave()
            elif not self._time_is_up():
                self._heed(line)
        return self._result()

    def _opening(self) -> Iterator[str]:
        exam = self.exam
        if exam.resumed:
            yield "The exam goes on where you left it."
        limit = exam.left_ms(self.desk.clock.now())
        time = "no time limit" if limit is None else f"{minutes_and_seconds(limit)} left"
        yield f"Exam. {counted(exam.total, 'question')}, {time}. Seed {exam.sheet.seed}."
        asked_for = exam.sheet.setup.questions
        if len(exam.sheet.items) < asked_for:
            yield f"You asked for {asked_for}: there are no more."
        if exam.dropped:
            yield f"{counted(exam.dropped, 'question')} left out: no longer in their deck."
        if exam.changed:
            yield f"{counted(exam.changed, 'question')} asked anew, since their deck changed."
        yield GREETING

    def _time_is_up(self) -> bool:
        now = self.desk.clock.now()
        if self.exam.closed or not self.exam.is_over(now):
            return self.exam.closed
        try:
            self.exam.hand_in(now)
        except DataError as error:
            self.lines.say(str(error), "Your time is up. The exam could not be handed in yet.")
            self.left = True
        except ValueError:
            self.over_elsewhere()
        else:
            self.lines.say("Your time is up. The exam is handed in as it stands.")
        return True

    def _result(self) -> ExamResult | None:
        if not self.exam.closed or self.left:
            return None
        examiner = self.desk.examiner
        result = examiner.result(self.exam.sheet.id)
        self.lines.say("", *told(result, examiner.explain(result)))
        return result

    # The question at hand.

    def _say_question(self) -> None:
        exam = self.exam
        here = exam.number, None if exam.at_hand is None else exam.at_hand.item
        if here != self._said:
            self._said = here
            self._given, self._confidence, self._revealed = None, None, False
            self.repeat()

    def repeat(self) -> None:
        """Say the question, or the end, once more."""
        slot = self.exam.at_hand
        if slot is None:
            self.lines.say("", *self._end())
        else:
            self.lines.say("", *self._question(slot))

    def _question(self, slot: Slot) -> Iterator[str]:
        marked = " Marked." if slot.marked else ""
        deck = words.sentence(slot.deck_title)
        yield f"Question {self.exam.number} of {self.exam.total}. {deck}{marked}"
        shape = slot.question.shape
        yield from said(shape.prompt)
        clues = shape.clues if isinstance(shape, Pick | Type) else ()
        for number, clue in enumerate(clues, 1):
            yield f"Clue {number} of {len(clues)}: {words.sentence(clue)}"
        yield from words.offered(shape)
        if slot.given is not None:
            given = "; ".join(given_in_words(shape, slot.given.response)) or "not known"
            yield f"Your answer: {words.sentence(given)} Another takes its place, :next keeps it."
        yield words.how_to_answer(shape)

    def _end(self) -> Iterator[str]:
        exam = self.exam
        yield "That was the last question."
        yield f"Not answered: {numbers(exam.unanswered)}." if exam.unanswered else "All answered."
        if exam.marked:
            yield f"Marked: {numbers(exam.marked)}."
        yield ":hand-in hands the exam in, a number goes back to that question."

    # Hearing.

    def _heed(self, line: str | Command) -> None:
        try:
            if self._handing_in:
                self._take_yes_or_no(line)
            elif isinstance(line, Command):
                named(line, COMMANDS)(self, line.rest)
            else:
                self._take(line)
        except Unclear as unclear:
            self.lines.say(str(unclear))
        except DataError as error:
            self.lines.say(str(error), "This is not kept yet. Say it again, or leave with :q.")

    def _take(self, text: str) -> None:
        slot = self.exam.at_hand
        if slot is None:
            self.go(text)
        elif self._given is not None:
            response, taken_ms = self._given
            self._submit(response, taken_ms, how_sure(text))
        elif isinstance(slot.question.shape, Reveal):
            self._take_recalled(slot.question.shape, text)
        else:
            shape = slot.question.shape
            clues = len(shape.clues) if isinstance(shape, Pick | Type) else 0
            self.answer(answer(shape, text, clues=clues))

    def _take_recalled(self, shape: Reveal, text: str) -> None:
        """Before the answer is seen it is said how sure one is; the grade then is the answer."""
        if self._revealed:
            self.answer(answer(shape, str(rating(text).value)))
            return
        if self.exam.certainty and self._confidence is None:
            if not text:
                raise Unclear(HOW_SURE)
            self._confidence = how_sure(text)
        elif text:
            raise Unclear("An empty line reveals the answer.")
        self._revealed = True
        self.lines.say("The answer:", *said(shape.answer), HOW_WELL)

    def answer(self, response: Response) -> None:
        """Take an answer down, or ask first how sure it is."""
        taken_ms = self.desk.clock.answered(self.exam.shown_at)
        if self.exam.certainty and asks_confidence(response) and self._confidence is None:
            self._given = response, taken_ms
            self.lines.say(HOW_SURE)
        else:
            confidence = self._confidence if asks_confidence(response) else None
            self._submit(response, taken_ms, confidence)

    def _submit(self, response: Response, taken_ms: int, confidence: Confidence | None) -> None:
        if self.exam.submit(response, self.desk.clock.now(), taken_ms, confidence):
            self._said = None
            self.lines.say("Noted.")
        elif self.exam.closed:
            self.over_elsewhere()

    # What commands do.

    def go(self, text: str) -> None:
        """Go to a question by its number."""
        found = number_said(text, self.exam.total)
        if found is None:
            raise Unclear(f"Say the number of a question, 1 to {self.exam.total}.")
        self.exam.go(found, self.desk.clock.now())
        self._said = None

    def move(self, how: Callable[[Exam], None]) -> None:
        """Go somewhere else, and say where that is."""
        how(self.exam)
        self._said = None

    def wants_to_hand_in(self) -> None:
        """Hand in; where something is not answered, ask first."""
        if not self.exam.unanswered:
            self._hand_in()
            return
        self._handing_in = True
        unanswered = numbers(self.exam.unanswered)
        self.lines.say(f"Not answered: {unanswered}. Hand in all the same? Say y or n.")

    def _take_yes_or_no(self, line: str | Command) -> None:
        hands_in = yes_or_no(line if isinstance(line, str) else "")
        self._handing_in = False
        if hands_in:
            self._hand_in()
        else:
            self.lines.say("Not handed in.")

    def _hand_in(self) -> None:
        try:
            self.exam.hand_in(self.desk.clock.now())
        except ValueError:
            self.over_elsewhere()

    def over_elsewhere(self) -> None:
        """Say that another process has ended the exam."""
        if self.exam.has_result:
            self.lines.say("It was handed in elsewhere. This is what had been answered by then.")
        else:
            self.lines.say("It was dropped elsewhere: there is no result.")
            self.left = True

    def leave(self) -> None:
        """Go away, with the exam left open."""
        self.left = True
        runs = " Its time runs on." if self.exam.sheet.ends_at is not None else ""
        self.lines.say(f"The exam is not handed in. quiz exam goes on with it.{runs}")


def numbers(found: Iterable[int]) -> str:
    """Numbers in a row."""
    return ", ".join(map(str, found))
