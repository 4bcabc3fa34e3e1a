"""How sure a share is that was seen in few trials."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The 97.5 % point of the standard normal distribution: an interval with it holds for 95 %."""


def wilson(successes: float, trials: float, z: float = Z_95) -> tuple[float, float]:
    """The Wilson score interval of a share, from the lower bound to the upper one.

    Unlike the textbook interval it stays within 0 and 1, and says something where all went well
    (Wilson 1927; recommended for few trials by Brown, Cai and DasGupta 2001). `successes` need be
    no whole number. Without trials nothing is known: 0 to 1. Raises ValueError for more successes
    than trials, and for fewer than none.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} successes in {trials} trials")
    if not trials:
        return 0.0, 1.0
    share, weight = successes / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    reach = z * sqrt(share * (1 - share) / trials + weight / trials / 4) / (1 + weight)
    return max(0.0, middle - reach), min(1.0, middle + reach)
