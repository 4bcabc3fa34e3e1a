"""One feature over all subjects, beside the verdict: what was asked, and what was taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui import prose
from quiz.tui.page import Line, hang, padded

if TYPE_CHECKING:
    from datetime import date

    from quiz.shapes import Contrast
    from quiz.study.compared import Choices, Compared

_WIDEST_SUBJECT = 22


def contrast_lines(contrast: Contrast, width: int, choices: Choices) -> list[Line]:
    """The feature as a heading, one row a subject, the asked one lit, the chosen ones named."""
    rows = choices.beside(contrast)
    subjects = [prose.inline(one.row.subject) for one in rows]
    widest = max((subject.cell_length for subject in subjects), default=0)
    column = min(widest, _WIDEST_SUBJECT, max(6, width // 3))
    head = Content(" " * (column + 4))
    found = hang(head, prose.inline(contrast.feature, "$quiet"), width)
    for one, subject in zip(rows, subjects, strict=True):
        name = padded(subject.stylize_before("$lit") if one.asked else subject, column)
        first = Content.assemble(("▸ " if one.asked else "  ", "$lit"), name, "  ")
        body = prose.inline(one.row.value, "bold" if one.asked else "")
        remark = _remark(one, choices.today)
        if remark:
            body = Content.assemble(body, (f"  ← {remark}", "$warn"))
        found += hang(first, body, width)
    return found


def _remark(one: Compared, today: date | None) -> str:
    """That it was chosen: now, at an earlier time, or both."""
    when = one.when(today, "%b")
    if not when:
        return "you chose this" if one.chosen else ""
    return f"you chose this, as {when}" if one.chosen else f"you chose this {when}"
