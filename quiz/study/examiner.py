"""Whoever holds exams: begins them, goes on with them, and keeps what they came to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from quiz.errors import ProblemsFound, UsageError
from quiz.facts import FactKey, deck_of
from quiz.review import EventKind, Mode
from quiz.study.exam_log import ExamLog, HandedIn, Sheet
from quiz.study.exam_paper import deck_ids, draw
from quiz.study.exam_result import Earlier, ExamResult, Graded, brief, result_of
from quiz.study.exam_setup import Setup, all_topics
from quiz.study.ledger import Ledger
from quiz.study.ports import Library, Store
from quiz.study.start import Start, by_question

if TYPE_CHECKING:
    from quiz.deck.deck import Deck
    from quiz.memory.schedule import Scheduler
    from quiz.memory.study_day import Calendar
    from quiz.shapes import Explanation
    from quiz.study.decks import Decks
    from quiz.study.exam import Exam

NOT_RENAMED: Mapping[FactKey, FactKey] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OpenExam:
    """An exam that was begun and is neither handed in nor dropped."""

    sheet: Sheet
    answered: int


@dataclass(frozen=True, slots=True)
class Explained:
    """A fact of an exam as its deck has it now.

    `name` is what it is called, by its key where it is no longer there. `changed` says that its
    answer has changed since the exam, and `explanation` is None where the fact is gone.
    """

    name: str
    explanation: Explanation | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What the decks say now on all that a question asked: nothing is said twice.

    `changed` says that an answer has changed since the exam, `gone` that a fact is no longer there.
    """

    explanations: tuple[Explanation, ...]
    changed: bool
    gone: bool


def told_of(one: Graded, explained: Mapping[FactKey, Explained]) -> Told:
    """What is told after a question of an exam."""
    of_facts = [explained[key] for key in one.facts]
    known = [said.explanation for said in of_facts if said.explanation is not None]
    return Told(
        tuple(_each_once(known)),
        any(said.changed for said in of_facts),
        len(known) < len(of_facts),
    )


def _each_once(explanations: Sequence[Explanation]) -> Iterator[Explanation]:
    """The same with what one before has said left out, and those with nothing more to say."""
    said: set[object] = set()

    def new(part: object) -> bool:
        found = part not in said
        said.add(part)
        return found

    for one in explanations:
        contrast = one.contrast if one.contrast and new(one.contrast) else None
        because = one.because if new(one.because) else ""
        citations = tuple(citation for citation in one.citations if new(citation))
        if contrast or because or citations or one is explanations[0]:
            yield replace(one, because=because, contrast=contrast, citations=citations)


class Examiner:
    """Exams over decks and log; it is handed both, and reads no clock."""

    def __init__(
        self,
        store: Store,
        library: Library,
        decks: Decks,
        calendar: Calendar,
        scheduler: Callable[[], Scheduler],
        new_seed: Callable[[], int],
    ) -> None:
        self._store = store
        self._library = library
        self._decks = decks
        self._calendar = calendar
        self._scheduler = scheduler
        self._new_seed = new_seed

    # Sitting one.

    def topics(self, chosen: Sequence[str]) -> tuple[str, ...]:
        """The topics that the chosen decks have, all decks where none is chosen."""
        return all_topics(deck for _, deck in self._decks.opened(chosen or None))

    def begin(self, setup: Setup, now: datetime, seed: int | None = None) -> Exam:
        """Begin an exam; its time runs from now.

        Raises UsageError where there is nothing to ask, and for a deck or a topic that there is
        none of; ProblemsFound for a deck that was named and is broken.
        """
        setup, day = setup.checked(), self._calendar.study_day(now)
        self._decks.follow_moves(now)
        opened = self._decks.opened(setup.decks or None)
        decks = {entry.id: deck for entry, deck in opened}
        digests = {entry.id: entry.digest for entry, _ in opened}
        seed = self._new_seed() if seed is None else seed
        items = draw(list(decks.values()), setup, seed, self._store.standing().suspended)
        draft = Sheet(self._store.new_id(now), seed, setup, digests, items, 0)
        started = self._store.note(EventKind.SESSION_STARTED, draft.id, draft.payload(), now, day)
        sheet = Sheet(draft.id, seed, setup, digests, items, started.at)
        return self._sat(sheet, decks, now)

    def sit(
        self, setup: Setup | None, now: datetime, seed: int | None = None, *, anew: bool = False
    ) -> Exam:
        """Go on with the newest exam left open that is meant, or else begin one.

        Without a set-up any open one is meant, otherwise one of that set-up and seed; `anew`
        begins another in any case.
        """
        wanted = (setup or Setup()).checked()
        for sheet in () if anew else ExamLog(self._store).open():
            if (setup is None or sheet.setup == wanted) and seed in (None, sheet.seed):
                return self.go_on(sheet.id, now)
        return self.begin(wanted, now, seed)

    def left_open(self) -> tuple[OpenExam, ...]:
        """The exams that can be gone on with, the newest first."""
        return tuple(
            OpenExam(sheet, len(by_question(self._store.reviews(session_id=sheet.id))))
            for sheet in ExamLog(self._store).open()
        )

    def go_on(self, exam_id: str, now: datetime) -> Exam:
        """Go on with an exam that was left open; its time has run meanwhile.

        A fact that its author has renamed since is asked by its new name. Raises UsageError where
        there is no such exam, or nothing of it is left in its decks, and ProblemsFound where one
        of them is broken.
        """
        sheet = self._sheet(exam_id)
        self._decks.follow_moves(now)
        renamed = self._renamed()
        decks: dict[str, Deck] = {}
        usable = self._decks.usable()
        keys = (renamed.get(key, key) for item in sheet.items for key in item.facts)
        for deck_id in deck_ids(keys):
            if deck_id in usable:
                decks[deck_id] = self._library.deck(deck_id)
            else:
                self._refuse_broken(deck_id)
        return self._sat(sheet, decks, now, renamed=renamed, resumed=True)

    def drop(self, exam_id: str, now: datetime) -> None:
        """Give up an exam that was left open, whether its decks can be read or not."""
        sheet = self._sheet(exam_id)
        day = self._calendar.study_day(now)
        self._store.note(EventKind.SESSION_ENDED, sheet.id, {"dropped": True}, now, day)

    # What they came to.

    def exams(self) -> tuple[tuple[Sheet, Earlier], ...]:
        """All exams that were handed in, the oldest first."""
        return tuple((sheet, brief(sheet, its)) for sheet, its in ExamLog(self._store).handed_in())

    def result(self, exam_id: str) -> ExamResult:
        """What an exam came to, with earlier ones of the same set-up.

        Raises UsageError where none of that id was handed in.
        """
        before: list[tuple[Sheet, HandedIn]] = []
        for sheet, its in ExamLog(self._store).handed_in():
            if sheet.id == exam_id:
                rows = self._store.reviews(session_id=exam_id, undone=True)
                return result_of(sheet, its, rows, before)
            before.append((sheet, its))
        raise UsageError(f"There is no exam {exam_id}. quiz exam --list tells which there are.")

    def explain(self, result: ExamResult) -> Mapping[FactKey, Explained]:
        """What the decks say now on each fact of an exam, and on what was taken for it."""
        digests = {
            key: answer
            for one in result.questions
            for key, answer in one.judged.item.answers.items()
        }
        keys = dict.fromkeys((*digests, *(key for pair in result.confused for key in pair[:2])))
        renamed = self._renamed()
        decks: dict[str, Deck | None] = {}
        found: dict[FactKey, Explained] = {}
        for old in keys:
            key = renamed.get(old, old)
            deck_id = deck_of(key)
            if deck_id not in decks:
                decks[deck_id] = self._readable(deck_id)
            deck = decks[deck_id]
            if deck is None or key not in deck.facts:
                found[old] = Explained(old)
            else:
                changed = digests.get(old, "") not in ("", deck.facts[key].digest)
                found[old] = Explained(deck.prompt(key), deck.explain(key), changed)
        return found

    # Within.

    def _sat(
        self,
        sheet: Sheet,
        decks: Mapping[str, Deck],
        now: datetime,
        *,
        renamed: Mapping[FactKey, FactKey] = NOT_RENAMED,
        resumed: bool = False,
    ) -> Exam:
        from quiz.study.exam import Exam

        counting = sheet.setup.counting
        start = Start(sheet.id, sheet.seed, Mode.EXAM, sheet.decks, counting=counting)
        facts = {key: fact for deck in decks.values() for key, fact in deck.facts.items()}
        ledger = Ledger(start, facts, list(decks), self._store, self._scheduler(), now)
        return Exam(sheet, decks, ledger, self._store, now, renamed=renamed, resumed=resumed)

    def _renamed(self) -> Mapping[FactKey, FactKey]:
        """The facts that go by another key today; one that is still there was not renamed."""
        facts = list(self._decks.facts())
        aliases = [(old, fact.key) for fact in facts if fact.aliases for old in fact.aliases]
        live = {fact.key for fact in facts} if aliases else ()
        return {old: key for old, key in aliases if old not in live}

    def _sheet(self, exam_id: str) -> Sheet:
        for sheet in ExamLog(self._store).open():
            if sheet.id == exam_id:
                return sheet
        raise UsageError(f"There is no exam {exam_id} to go on with.")

    def _readable(self, deck_id: str) -> Deck | None:
        try:
            return self._library.deck(deck_id)
        except (UsageError, ProblemsFound):
            return None

    def _refuse_broken(self, deck_id: str) -> None:
        """A deck with mistakes in it is mended, not dropped from an exam."""
        for entry in self._library.entries():
            if entry.id == deck_id and entry.shadowed_by is None:
                raise ProblemsFound(entry.problems)
