"""Present and new parameters side by side, and what each retention would cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quiz.counting import counted
from quiz.scores.fitting import side_by_side
from quiz.tui.figures import percent
from quiz.tui.page import BLANK, Line, Page, hang
from quiz.tui.plots import Labelled, bars, beside, heading, said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quiz.scores.fitting import Comparison
    from quiz.scores.retention_costs import Cost
    from quiz.scores.tailor import Costs

_NAME, _FIGURE = 14, 12
_FIRST = 7
"""So many figures say what parameters come to: the log loss, and six intervals."""


class FittingPage(Page):
    """What was found, or how far that is, with a picture of the costs below or beside it."""

    found: Comparison | None = None
    taken = False
    _rows: Sequence[tuple[str, str, str]] = ()
    _words = ""
    _costs: Costs | None = None
    _played = False

    def tell(self, words: str) -> None:
        """Say how it goes, or why there is nothing to be found."""
        self._words = words
        self.changed()

    def show(self, found: Comparison, retention: float) -> None:
        """Show what was found; the intervals are those that this retention asks for."""
        self.found, self._rows = found, side_by_side(found, retention)
        self.changed()

    def show_costs(self, costs: Costs | None) -> None:
        """Show what each retention comes to, None where there is nothing to play through."""
        self._costs, self._played = costs, True
        self.changed()

    def lines(self, width: int) -> Sequence[Line]:
        """What came of it, what it costs, and the parameters, of which few people know much."""
        blocks = [self._fitted, self._costly]
        return beside([*blocks, self._parameters] if self.found else blocks, width)

    def _fitted(self, width: int) -> list[Line]:
        title = heading("Fitted to your answers")
        found = self.found
        if found is None:
            return [title, *hang(BLANK, Content.styled(self._words, "$quiet"), width)]
        verdict = (
            "The new ones foresaw your later answers better"
            if found.better
            else "The present ones foresaw your later answers as well or better: they stay"
        )
        verdict = "The new ones are taken" if self.taken else verdict
        about = (
            f"New: fitted to the {counted(found.fitted_to, 'review')} before "
            f"{found.later_from.isoformat()}. Both were held against the {found.judged} from then "
            "on: the lower log loss foresaw them better. The intervals are those of somebody who "
            "always answers Good."
        )
        return [
            title,
            *hang(BLANK, Content.styled(f"{verdict}.", "bold"), width),
            _row("", "present", "new"),
            *(_row(*row) for row in self._rows[:_FIRST]),
            *hang(BLANK, Content.styled(about, "$quiet"), width),
        ]

    def _parameters(self, width: int) -> list[Line]:  # noqa: ARG002 - as of all blocks
        return [heading("The parameters"), *(_row(*row) for row in self._rows[_FIRST:])]

    def _costly(self, width: int) -> list[Line]:
        title = heading("Reviews a day for another retention")
        if self._costs is None:
            words = "Nothing has been learnt yet." if self._played else "Playing a year through …"
            return [title, *said(words, width)]
        costs = self._costs
        rows = [self._cost(one, costs) for one in costs.each]
        about = (
            f"A year with the {counted(costs.facts, 'fact')} that you have begun and no new ones, "
            "as FSRS foresees it, and the share you would know at its end. `retention` under "
            "[study] sets yours."
        )
        return [title, *bars(rows, width), *hang(BLANK, Content.styled(about, "$quiet"), width)]

    @staticmethod
    def _cost(one: Cost, costs: Costs) -> Labelled:
        yours = " yours" if one.retention == costs.own else ""
        figures = f"{one.reviews_per_day:.1f}"
        if costs.pace_ms is not None:
            figures += f" · {one.reviews_per_day * costs.pace_ms / 60_000:.1f} min"
        figures += f" · knows {percent(one.known)}"
        return Labelled(f"{percent(one.retention)}{yours}", one.reviews_per_day, figures)


def _row(name: str, present: str, new: str) -> Line:
    figures = f"{present:>{_FIGURE}}{new:>{_FIGURE}}"
    return Line(Content.assemble((name.ljust(_NAME), "$quiet"), figures))
