"""One feature over all subjects, beside the verdict: what was asked, and what was taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.tui import prose
from quiz.tui.page import Line, hang, padded

if TYPE_CHECKING:
    from collections.abc import Collection

    from quiz.facts import FactKey
    from quiz.shapes import Contrast

_WIDEST_SUBJECT = 22


def contrast_lines(
    contrast: Contrast, width: int, asked: Collection[FactKey], chosen: Collection[FactKey]
) -> list[Line]:
    """The feature as a heading, one row a subject, the asked one lit, the chosen one named."""
    subjects = [prose.inline(row.subject) for row in contrast.rows]
    widest = max((subject.cell_length for subject in subjects), default=0)
    column = min(widest, _WIDEST_SUBJECT, max(6, width // 3))
    head = Content(" " * (column + 4))
    found = hang(head, prose.inline(contrast.feature, "$quiet"), width)
    for row, subject in zip(contrast.rows, subjects, strict=True):
        here = row.fact in asked
        name = padded(subject.stylize_before("$lit") if here else subject, column)
        first = Content.assemble(("▸ " if here else "  ", "$lit"), name, "  ")
        body = prose.inline(row.value, "bold" if here else "")
        if row.fact in chosen:
            body = Content.assemble(body, ("  ← you chose this", "$warn"))
        found += hang(first, body, width)
    return found
