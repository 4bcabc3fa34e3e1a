"""Weakest: facts, features and subjects that are missed the most surely, and leeches."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.tui.figures import count, percent
from quiz.tui.messages import CellChosen, FactsChosen
from quiz.tui.page import BLANK, Line, hang, safe
from quiz.tui.plots import of, said
from quiz.tui.scores.tab import Choice

if TYPE_CHECKING:
    from quiz.scores.statistics import Share
    from quiz.scores.weakest import Weakest, WeakFact, WeakGroup
    from quiz.tui.scores.tab import About

_EACH = 10
"""Rows of each kind; the JSON has more."""


def choices(found: Weakest, about: About) -> Sequence[Choice]:  # noqa: ARG001 - a tab's
    """Facts, features, subjects, leeches, each kind with its weakest first."""
    shown = [_fact("fact", one, _kept(one.answers)) for one in found.facts[:_EACH]]
    for kind, groups in (("feature", found.features), ("subject", found.subjects)):
        shown += [_group(kind, one) for one in groups[:_EACH]]
    lapses = ((one, count(one.lapses, "lapse")) for one in found.leeches[:_EACH])
    return [*shown, *(_fact("leech", one, figures) for one, figures in lapses)]


def _fact(kind: str, one: WeakFact, figures: str) -> Choice:
    now = "" if one.retrievability is None else f" · {percent(one.retrievability)} now"
    more = f"{one.fact}: {of(one.answers)} · {count(one.lapses, 'lapse')}{now}"
    ask = partial(CellChosen, one.fact)
    return Choice(one.prompt, figures, kind, one.answers.share, "ask", ask, (more,))


def _group(kind: str, one: WeakGroup) -> Choice:
    more = f"{one.key}: {of(one.answers)} · {count(len(one.facts), 'fact')}"
    drill = partial(FactsChosen, one.facts, f"{kind} {one.key}")
    return Choice(one.name, _kept(one.answers), kind, one.answers.share, "drill", drill, (more,))


def _kept(share: Share) -> str:
    return f"{percent(share.share or 0)} of {share.of}"


def draw(
    found: Weakest,
    about: About,  # noqa: ARG001 - a tab's
    width: int,
    choice: Choice | None,
) -> Sequence[Line]:
    """What the list is of, and more of the line under the cursor."""
    if choice is None:
        return [said("Nothing that was known has been missed.")]
    number = len(found.leeches)
    leeches = "1 leech" if number == 1 else f"{number} leeches"
    said_above = said(f"Recalled the least for sure, weakest first · {leeches}")
    return [said_above, *hang(BLANK, safe(choice.place[0], "$quiet"), width)]
