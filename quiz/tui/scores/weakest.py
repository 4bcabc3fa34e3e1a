"""Weakest: facts, features and subjects that are missed the most surely, and leeches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from quiz.counting import counted
from quiz.tui.figures import percent
from quiz.tui.messages import CellChosen, FactsChosen
from quiz.tui.page import BLANK, Line, hang, safe
from quiz.tui.plots import of, said
from quiz.tui.scores.tab import Choice, Listed, SeenLines, listed

if TYPE_CHECKING:
    from quiz.scores.deck_names import DeckNames
    from quiz.scores.statistics import Share
    from quiz.scores.weakest import Weakest, WeakFact, WeakGroup
    from quiz.tui.scores.tab import About

_Name = Callable[[], str | None]

_EACH = 10
"""Rows of each kind; the JSON has more."""


def choices(found: Weakest, about: About) -> Listed:
    """Facts, features, subjects, leeches, each kind with its weakest first."""
    shown = [*_by_ids(found, about.names)]
    lines = SeenLines([partial(_named, choice, name) for choice, name in shown])
    return listed([choice for choice, _ in shown])._replace(rows=lines)


def _by_ids(found: Weakest, names: DeckNames) -> Iterator[tuple[Choice, _Name]]:
    """The lines without a name of a deck in them, each with how to ask for its own."""
    facts, features = found.facts[:_EACH], found.features[:_EACH]
    subjects = found.subjects[:_EACH]
    shares = [one.answers for one in facts] + [one.answers for one in (*features, *subjects)]
    most = max((share.of for share in shares), default=0)
    for fact in facts:
        yield _fact("fact", fact, _kept(fact.answers, most)), partial(names.prompt, fact.fact)
    for one in features:
        yield _group("feature", one, most), partial(names.feature, one.facts[0])
    for one in subjects:
        yield _group("subject", one, most), partial(names.subject, one.facts[0])
    for leech in found.leeches[:_EACH]:
        lapses = counted(leech.lapses, "lapse")
        yield _fact("leech", leech, lapses), partial(names.prompt, leech.fact)


def _named(choice: Choice, name: _Name) -> Choice:
    return choice._replace(text=name() or choice.text)


def _fact(kind: str, one: WeakFact, figures: str) -> Choice:
    now = "" if one.retrievability is None else f" · {percent(one.retrievability)} now"
    more = f"{one.fact}: {of(one.answers)} · {counted(one.lapses, 'lapse')}{now}"
    ask = partial(CellChosen, one.fact)
    return Choice(one.prompt, figures, kind, one.answers.share, "ask", ask, (more,))


def _group(kind: str, one: WeakGroup, most: int) -> Choice:
    more = f"{one.key}: {of(one.answers)} · {counted(len(one.facts), 'fact')}"
    drill = partial(FactsChosen, one.facts, f"{kind} {one.key}")
    kept = _kept(one.answers, most)
    return Choice(one.name, kept, kind, one.answers.share, "drill", drill, (more,))


def _kept(share: Share, most: int) -> str:
    """A share of as many as `most`, so that all stand under each other."""
    return f"{percent(share.share or 0)} of {share.of:{len(str(most))}}"


def draw(
    found: Weakest,
    about: About,  # noqa: ARG001 - a tab's
    width: int,
    choice: Choice | None,
) -> Sequence[Line]:
    """What the list is of, and more of the line under the cursor."""
    if choice is None:
        return said("Nothing that was known has been missed.", width)
    number = len(found.leeches)
    leeches = "1 leech" if number == 1 else f"{number} leeches"
    above = said(f"Recalled the least for sure, weakest first · {leeches}", width)
    return [*above, *hang(BLANK, safe(choice.place[0], "$quiet"), width)]
