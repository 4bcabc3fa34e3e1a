"""Fail unless the floors 0 to 3 are covered whole, branches included."""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HIGHEST = "study"
"""A room of floor 3: those of its floor and of all below it are covered whole."""


def rooms_covered_whole() -> set[str]:
    """The rooms of floors 0 to 3, as the import contract has them from the top down."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["id"] == "floors")
    floors = [{room.strip() for room in layer.split("|")} for layer in layers]
    (highest,) = (number for number, rooms in enumerate(floors) if HIGHEST in rooms)
    return set().union(*floors[highest:])


def main() -> int:
    """List what is missed on the floors that must be whole."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        command = [sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)]
        subprocess.run(command, check=True)
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    whole, missed = rooms_covered_whole(), 0
    for name, figures in sorted(files.items()):
        room = Path(name).parts[1].removesuffix(".py")
        summary = figures["summary"]
        if room in whole and (summary["missing_lines"] or summary["missing_branches"]):
            missed += 1
            places = [*figures["missing_lines"], *map(tuple, figures["missing_branches"])]
            print(f"{name}: not covered: {places}")
    print(f"floors 0 to 3: {missed} files not covered whole")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
