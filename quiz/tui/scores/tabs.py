"""All tabs of scores, in the order of their numbers: a new one is one more line."""

from __future__ import annotations

from quiz.tui.scores import calibration, confusions, memory, overview, weakest
from quiz.tui.scores.tab import Tab, no_choices

TABS: tuple[Tab, ...] = (
    Tab("Overview", overview.draw, no_choices),
    Tab("Memory", memory.draw, no_choices),
    Tab("Confusions", confusions.draw, confusions.choices),
    Tab("Calibration", calibration.draw, no_choices),
    Tab("Weakest", weakest.draw, weakest.choices),
)
