"""The deck that `quiz new` begins: sound from the start, with notes on what to write where."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from quiz.text import slug

_LONGEST_ID = 48
SUBJECTS_NEEDED = 2


class DraftKind(StrEnum):
    """What a new deck begins with."""

    COMPARISON = "comparison"
    CARDS = "cards"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of a deck before anything is written in it; `subjects` are names."""

    id: str
    title: str
    kind: DraftKind
    subjects: tuple[str, ...] = ()


def id_for(title: str) -> str:
    """An id out of a title; empty where it has no letter for one."""
    return slug(title)[:_LONGEST_ID].rstrip("-")


def ids_for(names: Iterable[str], fallback: str) -> list[str]:
    """An id for each name, no two of them the same; `fallback` where a name has no letter."""
    taken: dict[str, None] = {}
    for name in names:
        wanted = id_for(name) or fallback
        number, found = 1, wanted
        while found in taken:
            number += 1
            found = f"{wanted}-{number}"
        taken[found] = None
    return list(taken)


def quoted(text: str) -> str:
    """A text without control characters, as TOML has it; one of several lines stays readable."""
    lines = [json.dumps(line, ensure_ascii=False)[1:-1] for line in text.split("\n")]
    if len(lines) == 1:
        return f'"{lines[0]}"'
    return '"""\n' + "\n".join(lines) + '"""'


def draft_text(draft: Draft) -> str:
    """The deck as a page to write on; `quiz fmt` finds nothing to change in it."""
    parts = [head(draft)]
    if draft.kind is not DraftKind.CARDS:
        parts.append(_comparison(draft))
    if draft.kind is not DraftKind.COMPARISON:
        parts.append(_CARDS)
    return "\n".join(parts)


def head(draft: Draft) -> str:
    """What stands at the top of a deck, with its sources."""
    return f"""\
# Lines that begin with # are notes to whoever writes, and are never shown.
# `quiz check` finds mistakes, `quiz fmt` tidies, `quiz study {draft.id}` asks.
format = 1
id = {quoted(draft.id)}
title = {quoted(draft.title)}
# summary = "What is learned here, in a sentence."

# Where the answers come from: declare each book or page once, and name it under the answers.
[source.notes]
title = "My own notes"
"""


def comparison_head(title: str, subjects: Mapping[str, str]) -> str:
    """The header of a comparison with its subjects, names by id."""
    widest = max(map(len, subjects))
    columns = (
        f"subject.{name:{widest}} = {{ name = {quoted(subject)} }}"
        for name, subject in subjects.items()
    )
    return "\n".join(["[[comparison]]", 'id = "table"', f"title = {quoted(title)}", *columns, ""])


def _comparison(draft: Draft) -> str:
    subjects = dict(zip(ids_for(draft.subjects, "subject"), draft.subjects, strict=True))
    return f"""\
# A comparison sets side by side what is easily confused. Its subjects are columns, its features
# rows, and each cell is a fact to be learned. `short = "..."` in the braces is for narrow places.
{comparison_head(draft.title, subjects)}
# Copy what follows for each feature, and reword what stands in quotes. Leave a cell out where your
# source does not say; `key = true` marks what tells the subjects apart.
[[comparison.feature]]
id = "first"
name = "the first thing that tells them apart"
ask = "{{subject}}: what is the first thing that tells it apart?"
key = true
{"".join(_cells(subjects))}\
# because = "Why it is so: this teaches most."
source = {{ from = "notes", at = "page or section" }}
"""


def _cells(subjects: Mapping[str, str]) -> Iterator[str]:
    widest = max(map(len, subjects))
    for name, subject in subjects.items():
        yield f"cell.{name:{widest}} = {quoted(f'what {subject} has there')}\n"


_CARDS = """\
# A card for what does not fit into a table. Copy one, give it an id of its own, and reword it.
[[card]]
id = "first-card"
form = "flashcard"
prompt = "What is asked?"
answer = "What is to be recalled, in few words"
# because = "Why it is so: this teaches most."
source = { from = "notes", at = "page or section" }

[[card]]
id = "second-card"
form = "choice"
prompt = "Which of these is it?"
answer = "the one that is right"
wrong = ["one that somebody would take it for", "another one"]
# because = "Why it is so, and why not the others."
source = { from = "notes" }
"""
