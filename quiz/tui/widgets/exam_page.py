"""The result of an exam laid out: figures, what was mixed up, and question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.durations import stopwatch
from quiz.review import Confidence
from quiz.shapes import GAP
from quiz.study.compared import Choices
from quiz.study.exam_result import given_in_words, in_figures, outcome_in_words
from quiz.study.examiner import told_of
from quiz.tui import prose
from quiz.tui.figures import bar, percent
from quiz.tui.page import BLANK, Line, Page, hang, padded, safe
from quiz.tui.shapes.view import RIGHT, UNMARKED, WRONG
from quiz.tui.widgets.verdict import explained_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quiz.facts import FactKey
    from quiz.study.exam_result import ExamResult, Graded, Group, Score
    from quiz.study.examiner import Explained

_KINDS = (
    ("deck", "By deck"),
    ("comparison", "By table"),
    ("tag", "By tag"),
    ("feature", "By feature"),
    ("subject", "By subject"),
    ("form", "By form"),
)
_SURE = {
    Confidence.SURE: "sure",
    Confidence.UNSURE: "unsure",
    Confidence.GUESS: "a guess",
}
_BAR = 12
_GAPS = 6
_WIDEST_NAME = 44
_PARTLY = Content.styled("◐ ", "$warn")
_IN_PARTS = ("type", "order", "assign")


class ExamPage(Page):
    """All of a result; with `only_wrong` the questions that were wholly right are left out."""

    def __init__(self, result: ExamResult, explained: Mapping[FactKey, Explained]) -> None:
        super().__init__()
        self.only_wrong = False
        self._result = result
        self._explained = explained

    def lines(self, width: int) -> Sequence[Line]:
        """One part below the other, each only where it says something."""
        parts = [
            self._score(width),
            *(self._broken_down(kind, title, width) for kind, title in _KINDS),
            self._confused(width),
            self._earlier(width),
            *(
                self._question(one, width)
                for one in self._result.questions
                if not (self.only_wrong and one.credit == 1)
            ),
        ]
        found: list[Line] = []
        for part in parts:
            if part:
                found += [*part, Line(BLANK)]
        return found

    # Figures.

    def _score(self, width: int) -> list[Line]:
        result = self._result
        score = result.score
        share = Content.styled(f"{percent(score.share)}", "bold")
        between = f"  between {percent(score.low)} and {percent(score.high)}, 95 % sure"
        found = hang(BLANK, Content.assemble(share, (between, "$quiet")), width)
        said = [f"{in_figures(score.credit)} of {counted(score.questions, 'question')}"]
        if result.marks is not None:
            earned = in_figures(result.marks.earned)
            said.append(f"{earned} of {result.marks.most} marks by certainty")
        if result.unanswered:
            said.append(f"{len(result.unanswered)} not answered")
        if result.median_ms is not None:
            said.append(f"{round(result.median_ms / 1000)} s a question")
        said.append(f"seed {result.sheet.seed}")
        found += hang(BLANK, Content.styled(" · ".join(said), "$quiet"), width)
        dropped = result.handed_in.dropped
        if dropped:
            why = "it had left its deck" if dropped == 1 else "they had left their decks"
            left_out = (
                f"{counted(dropped, 'question')} {'was' if dropped == 1 else 'were'} left out"
            )
            found += hang(BLANK, Content.styled(f"{left_out}: {why}.", "$warn"), width)
        return found

    def _broken_down(self, kind: str, title: str, width: int) -> list[Line]:
        groups = [group for group in self._result.groups if group.kind == kind]
        several = [group for group in groups if group.score.questions > 1]
        if len(groups) < 2 or not several:
            return []
        longest = max(safe(group.name).cell_length for group in several)
        figures = max(_figures(group.score).cell_length for group in several)
        room = min(longest, _WIDEST_NAME, max(10, width - figures - _BAR - _GAPS))
        found = [Line(Content.styled(title, "$quiet"))]
        return [*found, *(Line(_group(group, room)) for group in several)]

    def _confused(self, width: int) -> list[Line]:
        found: list[Line] = []
        for asked, chosen, times in self._result.confused:
            names = safe(self._explained[asked].name), safe(self._explained[chosen].name)
            often = f"  {times} times" if times > 1 else ""
            body = Content.assemble(
                names[0], ("  taken for  ", "$quiet"), names[1], (often, "$quiet")
            )
            found += hang(Content("  "), body, width)
        return [Line(Content.styled("Mixed up", "$quiet")), *found] if found else []

    def _earlier(self, width: int) -> list[Line]:
        earlier = self._result.earlier
        if not earlier:
            return []
        found = [Line(Content.styled("The same set-up before", "$quiet"))]
        for one in earlier:
            day = Content(f"  {one.study_day.isoformat()}  ")
            found += hang(day, _figures(one.score), width)
        return found

    # Questions.

    def _question(self, one: Graded, width: int) -> list[Line]:
        sign = RIGHT if one.credit == 1 else _PARTLY if one.credit else WRONG
        title = Content.assemble((f"{one.number}  ", "bold"), (_outcome(one), "$quiet"))
        found = [Line(sign + title)]
        prompt = one.judged.prompt.replace(GAP, "_____")
        found += hang(UNMARKED, prose.inline(prompt, "bold"), width)
        found += self._answers(one, width)
        today = told_of(one, self._explained)
        if today.changed:
            said = "Its deck has changed since: what explains it is of today."
            found += hang(UNMARKED, Content.styled(said, "$warn"), width)
        elif today.gone:
            found += hang(UNMARKED, Content.styled("No longer in its deck.", "$warn"), width)
        choices = Choices(one.facts, one.confused_with)
        for number, explanation in enumerate(today.explanations):
            told = explained_lines(explanation, width - 2, choices)
            found += [*([Line(BLANK)] if number else []), *(_set_in(line) for line in told)]
        return found

    def _answers(self, one: Graded, width: int) -> list[Line]:
        parts = one.judged.parts
        said = one.answered and not one.unknown and not one.correct
        found: list[Line] = []
        if said and len(parts) > 1 and one.judged.shape in _IN_PARTS:
            for part in parts:
                label = f"{prose.inline(part.label).plain} → " if part.label else ""
                body = Content.assemble((label, "$quiet"), prose.inline(part.right))
                if part.given and not part.correct:
                    given = prose.inline(part.given, "$quiet")
                    body = Content.assemble(body, ("  ← your answer: ", "$quiet"), given)
                found += hang(UNMARKED + (RIGHT if part.correct else WRONG), body, width)
            return found
        if said:
            given = prose.inline("; ".join(given_in_words(one)))
            found += hang(Content.styled("  you     ", "$quiet"), given, width)
        right = prose.inline(one.judged.right)
        return [*found, *hang(Content.styled("  answer  ", "$quiet"), right, width)]


def _set_in(line: Line) -> Line:
    return Line(UNMARKED + line.text)


def _group(group: Group, room: int) -> Content:
    name = padded(safe(group.name), room)
    score = group.score
    blocks = bar(score.credit, score.questions, _BAR)
    return Content.assemble("  ", name, "  ", blocks, "  ", _figures(score))


def _figures(score: Score) -> Content:
    earned = f"{in_figures(score.credit)} of {score.questions}"
    between = f"{percent(score.low)} to {percent(score.high)}"
    return Content.assemble(f"{earned}  {percent(score.share)}", (f"  ({between})", "$quiet"))


def _outcome(one: Graded) -> str:
    said = [outcome_in_words(one)]
    if one.confidence is not None:
        said.append(_SURE[one.confidence])
    if one.marks:
        mark = "mark" if abs(one.marks) == 1 else "marks"
        said.append(f"{'+' if one.marks > 0 else ''}{in_figures(one.marks)} {mark}")
    if one.answered:
        said.append(stopwatch(one.duration_ms))
    if one.changes:
        said.append(f"changed {counted(one.changes, 'time')}")
    return " · ".join(said)
