"""All tabs of scores, in the order of their numbers: a new one is one more line."""

from __future__ import annotations

from quiz.scores import figures
from quiz.tui.scores import calibration, confusions, memory, overview, weakest
from quiz.tui.scores.tab import Tab, no_choices

MEMORY = "Memory"

TABS: tuple[Tab, ...] = (
    Tab("Overview", figures.overview, overview.draw, no_choices),
    Tab(MEMORY, figures.memory, memory.draw, no_choices),
    Tab("Confusions", figures.mixed_up, confusions.draw, confusions.choices, opens_decks=True),
    Tab("Calibration", figures.calibrated, calibration.draw, no_choices),
    Tab("Weakest", figures.weak, weakest.draw, weakest.choices, opens_decks=True),
)
