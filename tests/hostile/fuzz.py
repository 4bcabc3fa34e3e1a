"""Feed the reading of decks with a great many cases, and tell how they went.

The full run is `python -m tests.hostile.fuzz --cases 100000`; with `--coverage` the cases are led
by what of the code they reach, which takes atheris (`pip install atheris`). A case that fails is
shown as small as it can be made.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile.cases import FAMILIES, SHARES, SHIPPED, SMALL, TOKENS
from tests.hostile.ordeal import Ordeal

LONGEST_S = 1.0
AT_ONCE = 500
"""Hypothesis remembers what it tried: it starts anew this often, so that memory stays bounded."""


def feed(family: str, cases: int, start: int = 0) -> Ordeal:
    """Put so many cases of a family through the ordeal; the same number gives the same cases."""
    ordeal = Ordeal()

    @seed(f"{family} {start}")
    @settings(
        max_examples=cases,
        deadline=None,  # how long a case takes is judged by the ordeal, in processor time
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(FAMILIES[family])
    def one(content: bytes) -> None:
        ordeal(content)

    one()
    ordeal.peak_mib = _peak_mib()
    return ordeal


def feed_all(cases: int, start: int, jobs: int) -> Ordeal:
    """Put cases of all families through the ordeal, several at a time, and sum up.

    They come in turn, so that a run that is broken off has told of all of them.
    """
    shares = [(name, cases * share // 100) for name, share in SHARES.items()]
    in_turn = sorted(
        (begun / share, name, min(AT_ONCE, share - begun), start + begun)
        for name, share in shares
        for begun in range(0, share, AT_ONCE)
    )
    parts = [part[1:] for part in in_turn]
    summed = Ordeal()
    with ProcessPoolExecutor(jobs) as pool:
        for part, done in zip(parts, pool.map(feed, *zip(*parts, strict=True)), strict=True):
            summed.add(done)
            print(f"{_told(summed)}: {part[0]}", file=sys.stderr, flush=True)
    return summed


def _led_by_coverage(cases: int, began: float) -> None:
    import atexit
    from pathlib import Path

    import atheris  # an extra of whoever runs this

    ordeal = Ordeal()

    def tell() -> None:
        ordeal.peak_mib = _peak_mib()
        _tell(began, ordeal)

    atexit.register(tell)
    folder = tempfile.mkdtemp()  # the fuzzer ends the program itself
    for number, deck in enumerate((SMALL, *SHIPPED)):
        Path(folder, f"{number}.toml").write_bytes(deck)
    words = Path(folder, "words")
    words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS), encoding="ascii")
    options = [f"-runs={cases}", "-max_len=20000", f"-dict={words}", "-timeout=60"]
    atheris.Setup([sys.argv[0], *options, folder], ordeal)
    atheris.instrument_all()
    atheris.Fuzz()


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


def _peak_mib() -> float:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _told(ordeal: Ordeal) -> str:
    return (
        f"{ordeal.cases} cases, {ordeal.decks} of them sound decks with {ordeal.questions} "
        f"questions; the slowest {ordeal.slowest_s * 1000:.0f} ms, peak memory "
        f"{ordeal.peak_mib:.0f} MiB"
    )


def _tell(began: float, ordeal: Ordeal) -> int:
    print(f"{_told(ordeal)}; {time.monotonic() - began:.0f} s")
    if ordeal.slowest_s > LONGEST_S:
        with tempfile.NamedTemporaryFile(suffix=".toml", delete=False) as kept:
            kept.write(ordeal.slowest)
        print(f"The slowest took longer than a second; it is kept in {kept.name}")
    return 0 if ordeal.slowest_s <= LONGEST_S else 1


def main() -> int:
    """Run as many cases as were asked for; 1 where one took longer than a second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--from", type=int, default=0, dest="start", help="another set of cases")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--coverage", action="store_true", help="led by coverage, with atheris")
    chosen = parser.parse_args()
    began = time.monotonic()
    if chosen.coverage:
        _led_by_coverage(chosen.cases, began)  # which ends the program
    return _tell(began, feed_all(chosen.cases, chosen.start, chosen.jobs))


if __name__ == "__main__":
    sys.exit(main())
