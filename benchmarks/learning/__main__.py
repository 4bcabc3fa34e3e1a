"""Lets learners study, and reports what came of it: `python -m benchmarks.learning`."""

from __future__ import annotations

import argparse
import sys
import time

from benchmarks.learning import report, tables
from benchmarks.learning.experiment import TUNING_SEEDS_FROM, main_jobs, run_all, variant_jobs
from benchmarks.learning.figures import Results

SEEDS = 30
VARIANT_SHARE = 20
"""Percent of the learners that also study under changed assumptions."""
QUICK_SEEDS, QUICK_DAYS, QUICK_TABLES = 2, 20, 2


def main() -> int:
    """Run everything that was asked for and print the report."""
    chosen = _options().parse_args()
    started = time.perf_counter()
    names = [shape.name for shape in (tables.TUNING if chosen.tuning else tables.REPORTING)]
    if not chosen.tuning:
        names.insert(0, tables.SHIPPED)
    if chosen.quick:
        names = names[:QUICK_TABLES]
    first = TUNING_SEEDS_FROM if chosen.tuning else 0
    seeds = range(first, first + (chosen.seeds or (QUICK_SEEDS if chosen.quick else SEEDS)))
    days = chosen.days or (QUICK_DAYS if chosen.quick else 60)
    results = Results(run_all(main_jobs(names, seeds, days)))
    fewer = seeds[: -(-len(seeds) * VARIANT_SHARE // 100)]
    variants = Results(() if chosen.quick else run_all(variant_jobs(names, fewer, days)))
    if chosen.json:
        print(report.as_json(Results((*results.runs, *variants.runs))))
    else:
        print(report.report(results, variants))
    print(f"{time.perf_counter() - started:.0f} s in all", file=sys.stderr)
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.learning", description=__doc__)
    parser.add_argument("--seeds", type=int, help=f"learners on each table, {SEEDS} if not said")
    parser.add_argument("--days", type=int, help="days of study, 60 if not said")
    parser.add_argument("--quick", action="store_true", help="a smoke run: few learners and days")
    parser.add_argument("--tuning", action="store_true", help="the tables to tune rules on")
    parser.add_argument("--json", action="store_true", help="every single run, as JSON")
    return parser


if __name__ == "__main__":
    sys.exit(main())
