"""What a person can set about study, with the defaults that hold without a configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one study day may bring; each fact counts once a day."""

    new_per_day: int = 20
    reviews_per_day: int = 200


@dataclass(frozen=True, slots=True)
class Contrast:
    """Which parts of telling things apart are on; a person turns them on and off together.

    `bundles` ask what is confusable one after another, `weighted_distractors` draws wrong options
    by what a person mixes up, `promoted_pairs` brings pairs back that were taken for each other,
    though they are not due. They are apart so that a simulation can take each out by turn
    (`benchmarks/learning`): in the last it saw no gain at the same number of reviews, so it is off.
    """

    bundles: bool = True
    weighted_distractors: bool = True
    promoted_pairs: bool = False

    @property
    def any(self) -> bool:
        """Whether anything of it is on."""
        return self.bundles or self.weighted_distractors or self.promoted_pairs


NO_CONTRAST = Contrast(False, False, False)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of study and of the faces.

    `retention` is the desired chance of recall at the moment a fact falls due. `rollover` is the
    local time at which a study day starts. Steps are in seconds. `decks` holds limits of single
    decks; the limits of the whole hold beside them. `deadlines` has the days by which decks are to
    be known. `side_by_side` shows new facts in pairs before they are asked: by itself it is off, as
    simulated learners told apart less for it (`benchmarks/learning`). `streak` has scores tell of
    days in a row. `keys` maps ids of bindings to keys.
    """

    retention: float = 0.9
    rollover: time = time(4, 0)
    learning_steps: tuple[int, ...] = (60, 600)
    relearning_steps: tuple[int, ...] = (600,)
    limits: Limits = Limits()
    decks: Mapping[str, Limits] = field(default_factory=dict)
    deadlines: Mapping[str, date] = field(default_factory=dict)
    confidence: bool = False
    contrast: Contrast = Contrast()
    side_by_side: bool = False
    leech_lapses: int = 8
    streak: bool = False
    face: str = "auto"
    theme: str = "auto"
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def meets_in_pairs(self) -> bool:
        """Whether new facts are met side by side: not so where bundles are turned off."""
        return self.side_by_side and self.contrast.bundles
