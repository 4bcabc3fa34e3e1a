"""Writes the schema of `quiz scores --json` beside this file: `python docs/scores_schema.py`."""

from pathlib import Path

from quiz.scores.schema import scores_schema

if __name__ == "__main__":
    Path(__file__).with_name("scores.schema.json").write_text(scores_schema(), encoding="utf-8")
