"""Cloze: a sentence with one gap or several to fill."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from quiz.authoring import Key, Text, Texts, accepted, mentions
from quiz.cards.card import Asking, Card, in_a_row, typing, unknown_keys
from quiz.cards.letters import surely_lacks
from quiz.errors import Finding, Severity
from quiz.markdown import plain
from quiz.shapes import GAP, Blank, Question, Response, Type, Typed

_GAP = re.compile(r"\{\{([^{}|]*)(?:\|([^{}]*))?\}\}")

MOST_GAPS = 100
"""Each is looked for in all of the sentence, and nobody fills more at once."""
SHORTEST_GIVEAWAY = 4
"""Shorter words stand in a sentence by chance."""


class ClozeGap(NamedTuple):
    """A gap of a cloze: what fills it, and the hint that may be asked for."""

    answer: str
    hint: str


def gaps(prompt: str) -> tuple[ClozeGap, ...]:
    """The gaps of a cloze prompt, in order."""
    return tuple(
        ClozeGap(found[1].strip(), (found[2] or "").strip()) for found in _GAP.finditer(prompt)
    )


def _has_sound_gaps(prompt: str) -> str:
    found = gaps(prompt)
    if not found:
        raise ValueError("a cloze needs a gap: put the words to recall into {{ }}")
    if len(found) > MOST_GAPS:
        raise ValueError(f"a cloze has {MOST_GAPS} gaps at most: make several of it")
    if any(not gap.answer for gap in found):
        raise ValueError("a gap of a cloze is empty: put the words to recall into {{ }}")
    rest = _GAP.sub("", prompt)
    if "{{" in rest or "}}" in rest:
        raise ValueError(
            "a gap of a cloze is not closed: it is written {{words}} or {{words|hint}}"
        )
    return prompt


def _hinted(response: Response) -> bool:
    return isinstance(response, Typed) and response.hints > 0


class Cloze(Card):
    """A sentence with gaps, written `The {{sheath|what wraps it}} around a nerve fibre`."""

    form: Literal["cloze"]
    """The form of the card."""
    prompt: Annotated[Text, AfterValidator(_has_sound_gaps)]
    """The sentence; each gap is `{{words}}` or `{{words|hint}}`."""
    accept: Annotated[dict[Key, Texts], Field(min_length=1)] | None = None
    """Other words that are right in a gap, by the words that stand in it."""

    prompt_tells = True

    @property
    def line(self) -> str:
        """The sentence with its gaps open."""
        return plain(_GAP.sub("…", self.prompt))

    def sides(self) -> Mapping[str, str]:
        """What fills the gaps."""
        return {"": in_a_row(gap.answer for gap in gaps(self.prompt))}

    def flaws(self) -> Iterator[Finding]:
        """Other wordings for a gap that is not there, gaps that can be read off the rest."""
        found = gaps(self.prompt)
        if self.accept:
            yield from unknown_keys(self.accept, (gap.answer for gap in found))
        told = (_GAP.sub("/", self.prompt), *[gap.hint for gap in found if gap.hint])
        whole = " ".join(told)
        for answer in dict.fromkeys([gap.answer for gap in found]):
            if len(answer) < SHORTEST_GIVEAWAY or surely_lacks(whole, plain(answer)):
                continue  # nearly always: then none of the texts need be read
            if any(mentions(text, answer) for text in told):
                message = f"The sentence or a hint gives away what fills the gap: {answer!r}"
                hint = "Reword it, or make a gap of it there, too."
                yield Finding(("prompt",), message, hint, Severity.WARNING)

    def ask(self, asking: Asking) -> Question:
        """Ask for all gaps at once."""
        found = gaps(self.prompt)
        also = self.accept or {}
        right = [accepted(gap.answer, also.get(gap.answer), asking.strict) for gap in found]
        blanks = tuple(Blank(hint=gap.hint) for gap in found)
        shape = Type(_GAP.sub(GAP, self.prompt), blanks)
        return typing("cloze", shape, asking, right, helped=_hinted)
