"""What screens tell the app: where a person wants to go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from quiz.facts import FactKey
    from quiz.review import Mode
    from quiz.study.exam import Exam
    from quiz.study.ports import FilePlace
    from quiz.study.turn import Finished


class StudyChosen(Message):
    """Decks are to be studied: these, or all with None; in the usual way where `mode` is None.

    `more_new` is how many new facts more than its limits the day is to bring.
    """

    def __init__(
        self, deck_ids: tuple[str, ...] | None, mode: Mode | None = None, more_new: int = 0
    ) -> None:
        super().__init__()
        self.deck_ids = deck_ids
        self.mode = mode
        self.more_new = more_new


class SessionOver(Message):
    """A session came to its end, by itself or because a person said so."""

    def __init__(self, finished: Finished, deck_ids: tuple[str, ...] | None) -> None:
        super().__init__()
        self.finished = finished
        self.deck_ids = deck_ids


class DecksChosen(Message):
    """The list of decks is to be seen again."""


class BrowseChosen(Message):
    """All facts are to be looked through."""


class CardChosen(Message):
    """A fact is to be seen with its history; its answer only where that gives nothing away.

    `studying` says that a session has it open, so that it is not to be changed meanwhile.
    """

    def __init__(self, fact: FactKey, *, with_answer: bool, studying: bool = False) -> None:
        super().__init__()
        self.fact = fact
        self.with_answer = with_answer
        self.studying = studying


class PreviewChosen(Message):
    """The questions of a deck are to be seen beforehand; with a fact, its first one at once."""

    def __init__(self, deck_id: str, fact: FactKey | None = None) -> None:
        super().__init__()
        self.deck_id = deck_id
        self.fact = fact


class TableChosen(Message):
    """The tables of these decks are to be seen, of all with None."""

    def __init__(self, deck_ids: tuple[str, ...] | None) -> None:
        super().__init__()
        self.deck_ids = deck_ids


class ContrastChosen(Message):
    """What is confusable in these decks is to be drilled, in all with None.

    With `between` it is two subjects, by their ids, in the table of that id.
    """

    def __init__(
        self,
        deck_ids: tuple[str, ...] | None,
        between: tuple[str, str] | None = None,
        table_id: str | None = None,
    ) -> None:
        super().__init__()
        self.deck_ids = deck_ids
        self.between = between
        self.table_id = table_id


class CellChosen(Message):
    """A cell of a table is to be asked, and the table seen again after it."""

    def __init__(self, fact: FactKey) -> None:
        super().__init__()
        self.fact = fact


class ScoresChosen(Message):
    """What the answers add up to is to be seen, of one deck or of all with None."""

    def __init__(self, deck_id: str | None = None) -> None:
        super().__init__()
        self.deck_id = deck_id


class FactsChosen(Message):
    """Some facts of one deck are to be drilled; `about` tells which they are."""

    def __init__(self, facts: tuple[FactKey, ...], about: str) -> None:
        super().__init__()
        self.facts = facts
        self.about = about


class ExamChosen(Message):
    """An exam over these decks is to be set up, over all with an empty tuple."""

    def __init__(self, deck_ids: tuple[str, ...]) -> None:
        super().__init__()
        self.deck_ids = deck_ids


class ExamBegun(Message):
    """An exam is to be sat."""

    def __init__(self, exam: Exam) -> None:
        super().__init__()
        self.exam = exam


class ExamOver(Message):
    """An exam is over: by the person, or `elsewhere`, in another process, which told nobody here.

    `has_result` is False where it was dropped there.
    """

    def __init__(self, exam_id: str, *, elsewhere: bool = False, has_result: bool = True) -> None:
        super().__init__()
        self.exam_id = exam_id
        self.elsewhere = elsewhere
        self.has_result = has_result


class ExamsChosen(Message):
    """Earlier exams are to be seen, on top of where one is."""


class ResultChosen(Message):
    """The result of an earlier exam is to be seen, on top of where one is."""

    def __init__(self, exam_id: str) -> None:
        super().__init__()
        self.exam_id = exam_id


class EditWanted(Message):
    """A deck file is to be edited, at this place."""

    def __init__(self, place: FilePlace) -> None:
        super().__init__()
        self.place = place
