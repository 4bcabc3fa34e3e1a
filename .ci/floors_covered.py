"""Fail unless the floors 0 to 3 are covered whole, branches included."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

WHOLE = ("authoring", "cards", "comparison", "counting", "deck", "durations", "errors", "facts")
WHOLE += ("grading", "intervals", "markdown", "memory", "review", "scores", "shapes", "study")
WHOLE += ("terminal_text", "text")


def main() -> int:
    """List what is missed on the floors that must be whole."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "coverage.json")
        command = [sys.executable, "-m", "coverage", "json", "-q", "-o", str(report)]
        subprocess.run(command, check=True)
        files = json.loads(report.read_text(encoding="utf-8"))["files"]
    missed = 0
    for name, figures in sorted(files.items()):
        room = Path(name).parts[1].removesuffix(".py")
        summary = figures["summary"]
        if room in WHOLE and (summary["missing_lines"] or summary["missing_branches"]):
            missed += 1
            places = [*figures["missing_lines"], *map(tuple, figures["missing_branches"])]
            print(f"{name}: not covered: {places}")
    print(f"floors 0 to 3: {missed} files not covered whole")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
