"""Decks as an author might write them, of any size, always the same for the same seed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


_NOUNS = _words("""
myelin axon sheath nerve fiber lesion antibody immunoglobulin brainstem conduction velocity
amplitude biopsy density relapse remission reflex weakness numbness balance gait fatigue plasma
imaging contrast trial subset therapy response muscle skin organ synapse receptor cytokine
""")
_KINDS = _words("""
central peripheral sensory motor autonomic small large early late rare common chronic acute
symmetric focal diffuse reversible inflammatory degenerative hypo-intense immune-mediated
""")
_VERBS = _words("shows slows damages spares precedes follows suggests excludes improves worsens")
_SECTIONS = ("Basics", "What was found", "Treatment", "In short", "Small and large fibers")

_HEAD = """\
#:schema ./deck.schema.json
# Written by benchmarks/decks.py.
format = 1
id = "{id}"
title = "{title}"
summary = "Cards that nobody has to learn."
language = "en"
tags = ["benchmark"]

[source.article]
title = "An article on nerves"
authors = ["Ada Author"]
publisher = "A publisher"
updated = 2022-12-07

[source.trial]
title = "A trial of something in a subset of people with something else"
authors = ["B. Bee", "C. Cee", "D. Dee"]
journal = "A Journal"
year = 2008
doi = "10.1000/trial.2008"

"""

FORMS = (
    *("choice", "flashcard", "typed", "cloze", "choice", "true-false"),
    *("choice", "flashcard", "typed", "list", "match", "sort", "order", "vignette"),
)
"""The forms of the cards in turn: those that authors write most come oftenest."""
EMPHASIS = 0.4
"""How many explanations have Markdown in them; of prompts one in sixteen has, as in real decks."""
FOREIGN = 0.02
"""How many phrases have letters and marks beyond ASCII, so that a tenth of the cards has some."""


class Writer:
    """Writes cards one after another; nothing it says is true."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._forms: dict[str, Callable[[int], Iterable[str]]] = {
            "choice": self._choice,
            "flashcard": self._flashcard,
            "typed": self._typed,
            "cloze": self._cloze,
            "true-false": self._true_false,
            "list": self._list,
            "match": self._match,
            "sort": self._sort,
            "order": self._order,
            "vignette": self._vignette,
        }

    def card(self, number: int, form: str) -> str:
        """A card of a form, with an id, an explanation and a source."""
        lines = ["[[card]]", f'id = "{self._noun()}-{number}"', f'form = "{form}"']
        lines += self._forms[form](number)
        lines.append(self._because())
        section = self._rng.choice(_SECTIONS)
        cites = ', cites = ["trial"]' if number % 3 else ""
        lines.append(f'source = {{ from = "article", at = "{section}"{cites} }}')
        return "\n".join(lines) + "\n\n"

    def comparison(self, name: str, features: int) -> str:
        """A table of four subjects, some cells of which are blank."""
        lines = ["[[comparison]]", f'id = "{name}"', f'title = "A table of {self._noun()}s"']
        subjects = [f"{letter}-{self._noun()}" for letter in "abcd"]
        lines += [
            f'subject.{one} = {{ name = "The {one.replace("-", " ")} disease", short = "{one}" }}'
            for one in subjects
        ]
        for number in range(features):
            lines += ["", "[[comparison.feature]]", f'id = "feature-{number}"']
            lines += [f'name = "{self._noun()} {number}"', f"key = {str(number % 2 == 0).lower()}"]
            lines += [f'cell.{one} = "{self._phrase()} in {one}"' for one in subjects]
            lines.append(self._because())
            lines.append('source = { from = "article", at = "Basics" }')
        return "\n".join(lines) + "\n\n"

    # The forms.

    def _choice(self, number: int) -> Iterable[str]:
        options = self._phrases(5)
        right = 2 if number % 4 == 0 else 1
        yield self._prompt(number)
        if right == 1:
            yield f'answer = "{options[0]}"'
        else:
            yield f"answers = {_array(options[:right])}"
        yield f"wrong = {_array(options[right:])}"

    def _flashcard(self, number: int) -> Iterable[str]:
        yield self._prompt(number)
        yield f'answer = "{self._sentence()}"'
        if number % 4 == 1:
            yield "both_ways = true"

    def _typed(self, number: int) -> Iterable[str]:
        yield self._prompt(number)
        if number % 3 == 0:
            yield f'answer = {number % 90 + 10}\ntolerance = 2\nunit = "m/s"'
        else:
            answer, *others = self._phrases(3)
            yield f'answer = "{answer}"\naccept = {_array(others)}'

    def _cloze(self, number: int) -> Iterable[str]:
        first, second, third = self._rng.sample(_NOUNS, 3)
        yield (
            f'prompt = "The {{{{{first}|a hint}}}} of case {number} {self._rng.choice(_VERBS)} '
            f'the {self._rng.choice(_KINDS)} {{{{{second}}}}} of the {third}."'
        )

    def _true_false(self, number: int) -> Iterable[str]:
        yield f'prompt = "In case {number}, {self._sentence(capital=False)}"'
        yield f"answer = {str(number % 4 < 2).lower()}"

    def _list(self, number: int) -> Iterable[str]:
        answers = self._phrases(3)
        yield self._prompt(number)
        yield f"answers = {_array(answers)}"
        yield f'accept = {{ "{answers[0]}" = {_array([f"the {answers[0]}"])} }}'

    def _match(self, number: int) -> Iterable[str]:
        pairs = zip(self._phrases(4), self._phrases(4), strict=True)
        yield self._prompt(number)
        yield "pairs = [\n" + "".join(f"    {_array(pair)},\n" for pair in pairs) + "]"

    def _sort(self, number: int) -> Iterable[str]:
        items = self._phrases(6)
        yield self._prompt(number)
        yield f"groups.Central = {_array(items[:3])}"
        yield f'groups."In the periphery" = {_array(items[3:])}'

    def _order(self, number: int) -> Iterable[str]:
        yield self._prompt(number)
        yield "items = [\n" + "".join(f'    "{item}",\n' for item in self._phrases(4)) + "]"

    def _vignette(self, number: int) -> Iterable[str]:
        answer, *wrong = self._phrases(4)
        clues = [f"In case {number}, {self._sentence(capital=False)}", *self._sentences(3)]
        yield f'prompt = "What does the patient of case {number} have?"'
        yield "clues = [\n" + "".join(f'    "{clue}",\n' for clue in clues) + "]"
        yield f'answer = "{answer}"\nwrong = {_array(wrong)}'

    # Words.

    def _prompt(self, number: int) -> str:
        asked = f"{self._phrase()} that {self._rng.choice(_VERBS)} the {self._phrase()}"
        case = f"*case {number}*" if number % 16 == 0 else f"case {number}"
        return f'prompt = "Which is the {asked} of {case}?"'

    def _because(self) -> str:
        text = " ".join(self._sentences(self._rng.randint(1, 3)))
        if self._rng.random() < EMPHASIS:
            text = f"*{self._noun().capitalize()}*: {text}"
        if len(text) < 90:
            return f'because = "{text}"'
        wrapped = textwrap.wrap(text, 96, break_on_hyphens=False)
        return 'because = """\\\n' + " \\\n".join(f"    {line}" for line in wrapped) + '"""'

    def _sentences(self, count: int) -> list[str]:
        return [self._sentence() for _ in range(count)]

    def _sentence(self, *, capital: bool = True) -> str:
        choice = self._rng.choice
        words = f"the {self._phrase()} {choice(_VERBS)} a {choice(_KINDS)} {self._noun()}"
        more = f", so that the {self._phrase()} {choice(_VERBS)} it" if choice((0, 1)) else ""
        return f"{words[0].upper() if capital else words[0]}{words[1:]}{more}."

    def _phrases(self, count: int) -> list[str]:
        """Different phrases: the number in each keeps any two apart."""
        return [f"{self._phrase()} in {self._place()} of type {number}" for number in range(count)]

    def _phrase(self) -> str:
        return f"{self._rng.choice(_KINDS)} {self._noun()}"

    def _place(self) -> str:
        return "Sjögren’s" if self._rng.random() < FOREIGN else self._noun()

    def _noun(self) -> str:
        return self._rng.choice(_NOUNS)


def _array(texts: Iterable[str]) -> str:
    return "[" + ", ".join(f'"{text}"' for text in texts) + "]"


def deck(
    cards: int,
    *,
    name: str = "generated",
    seed: int = 1,
    forms: Sequence[str] = FORMS,
    features: int = 0,
) -> str:
    """A deck of so many cards as TOML, after a comparison of so many features, if any."""
    writer = Writer(seed)
    parts = [_HEAD.format(id=name, title=f"Generated: {name}")]
    if features:
        parts.append(writer.comparison("table", features))
    parts += [writer.card(number, forms[number % len(forms)]) for number in range(cards)]
    return "".join(parts)


def short_deck(cards: int, *, name: str = "generated") -> str:
    """A deck of so many cards, each as short as one without a fault can be."""
    head = _HEAD.format(id=name, title=f"Generated: {name}")
    return head + "".join(map(_short_card, range(cards)))


def _short_card(number: int) -> str:
    lines = ("[[card]]", f'id="c{number}"', 'form="flashcard"', f'prompt="What is {number}?"')
    answer = f'answer="{_NOUNS[number % len(_NOUNS)]}"'
    return "\n".join((*lines, answer, 'because="So it is."', 'source={from="trial"}', ""))
