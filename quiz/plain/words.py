"""What the line-by-line face says: questions and verdicts as sentences, one item a line.

Pure functions from what a session shows to lines. Signs of their own are left out: what a screen
draws, this face says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from quiz.counting import counted
from quiz.durations import spoken_days
from quiz.facts import FactKey
from quiz.plain.answers import BETWEEN_BLANKS, letters
from quiz.plain.lines import in_a_line, said
from quiz.review import Rating
from quiz.shapes import Assign, Citation, Explanation, Order, Part, Pick, Reveal, Type
from quiz.study.compared import Choices, Compared, choices, recalled
from quiz.study.outcome import outcome, parts_right
from quiz.study.turn import Answered, Asked, Doubted, Introduced, Preview
from quiz.text import differences

NOTHING_CHOSEN = Choices(())
GO_ON = "An empty line goes on."


def sentence(markdown: str) -> str:
    """Text of a deck on one line that ends, so that a voice comes to rest before the next one."""
    text = in_a_line(markdown)
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


# The question.


def where(asked: Asked) -> str:
    """Which question it is and of which deck."""
    return f"Question {asked.number} of about {asked.total}. {sentence(asked.deck_title)}"


def question(asked: Asked) -> Iterator[str]:
    """A question with all it offers, and last what a line may answer."""
    yield where(asked)
    if asked.bundle is not None:
        place = asked.bundle
        yield f"{place.number} of {place.size} asked together: the verdicts come after the last."
    if asked.leech and asked.memory is not None:
        yield f"A leech: forgotten {counted(asked.memory.lapses, 'time')}."
    if asked.flag is not None:
        yield f"Flagged: {in_a_line(asked.flag)}"
    if asked.changed_from is not None:
        yield "Its answer has changed since you last saw it. :afresh forgets what was learnt of it."
    shape = asked.question.shape
    yield from said(shape.prompt)
    if isinstance(shape, Pick | Type) and shape.clues:
        yield clue(shape, 1)
    yield from offered(shape)
    yield how_to_answer(shape)


def clue(shape: Pick | Type, number: int) -> str:
    """One clue of several, counted from 1."""
    text = sentence(shape.clues[number - 1])
    more = " :clue gives the next." if number < len(shape.clues) else ""
    return f"Clue {number} of {len(shape.clues)}: {text}{more}"


def offered(shape: Pick | Type | Order | Assign | Reveal) -> Iterator[str]:
    """What there is to choose from, numbered or lettered as it is to be answered."""
    match shape:
        case Pick(options=texts) | Order(items=texts):
            yield from _numbered(texts)
        case Assign():
            for index, item in enumerate(shape.items):
                yield f"{letters(index)}: {in_a_line(item)}"
            yield "Their groups:" if not shape.one_each else "To go with:"
            yield from _numbered(shape.groups)
        case Type() if any(blank.label for blank in shape.blanks):
            for number, blank in enumerate(shape.blanks, 1):
                yield f"Blank {number}: {in_a_line(blank.label)}"
        case _:
            pass


def _numbered(texts: tuple[str, ...]) -> Iterator[str]:
    return (f"{number}: {in_a_line(text)}" for number, text in enumerate(texts, 1))


def how_to_answer(shape: Pick | Type | Order | Assign | Reveal) -> str:
    """What a line may say to this shape."""
    match shape:
        case Pick(several=True):
            return "Choose all that are right: their numbers in one line, such as 1 3."
        case Pick():
            return f"Choose one: its number, 1 to {len(shape.options)}."
        case Type():
            return _how_to_type(shape)
        case Order():
            sample = " ".join(str(number) for number in (3, 1, 2)[-len(shape.items) :])
            return f"Put them in order: all their numbers in one line, such as {sample}."
        case Assign():
            once = ", each number once" if shape.one_each else ""
            return f"Give each letter its number{once}: in one line, such as a2 b1."
        case Reveal():
            return "Think of the answer. An empty line reveals it."


def _how_to_type(shape: Type) -> str:
    hint = " :hint gives a hint." if any(blank.hint for blank in shape.blanks) else ""
    count = len(shape.blanks)
    if count == 1:
        return f"Type the answer.{hint}"
    order = "in any order" if shape.any_order else "in this order"
    return f"Type {count} answers {order}, with {BETWEEN_BLANKS} between them.{hint}"


def revealed(asked: Asked, answer: str, chosen_on: Mapping[FactKey, date]) -> Iterator[str]:
    """The answer that was thought of, and how it may be graded."""
    yield "The answer:"
    yield from said(answer)
    yield from changed(asked)
    if asked.explanation is not None:
        yield from explained(asked.explanation, recalled(asked, chosen_on))
    yield "How well did you know it?"
    yield ratings(tuple(Rating), asked.previews or {})


def ratings(among: tuple[Rating, ...], previews: Mapping[Rating, Preview]) -> str:
    """The ratings that can be given, each with what it leads to."""
    return ", ".join(f"{one.value} {_leads_to(one, previews.get(one))}" for one in among) + "."


def _leads_to(one: Rating, preview: Preview | None) -> str:
    name = one.name.lower()
    return name if preview is None else f"{name} in {spoken_days(preview.interval_days)}"


def doubt(turn: Doubted) -> Iterator[str]:
    """Ask whether a near miss was a slip; in a bundle other questions came since its own."""
    if turn.answered is not None:
        yield ""
        yield from said(turn.asked.question.shape.prompt)
    near_miss = turn.near_miss
    typed, wanted = in_a_line(near_miss.typed), in_a_line(near_miss.wanted)
    runs = differences(typed, wanted)
    left_out = ", ".join(run.text for run in runs if run.kind == "missing" and run.text.strip())
    too_much = ", ".join(run.text for run in runs if run.kind == "extra" and run.text.strip())
    told = f" Left out: {left_out}." if left_out else ""
    told += f" Too much: {too_much}." if too_much else ""
    yield f"You typed {sentence(typed)}{told} Did you mean {wanted}? Say y or n."


# What is new, and the verdict.


def introduced(turn: Introduced) -> Iterator[str]:
    """New facts side by side, before they are first asked."""
    yield sentence(turn.deck_title)
    yield f"New: {len(turn.facts)} side by side. Hear what tells them apart; each is asked next."
    yield from explained(turn.explanation)
    yield GO_ON


def verdict(turn: Answered, chosen_on: Mapping[FactKey, date]) -> Iterator[str]:
    """Right or wrong first; then what is right, why, what else is like it, and the source."""
    if turn.asked.bundle is not None:
        yield from said(turn.asked.question.shape.prompt)
    right = parts_right(turn)
    yield f"Partly right: {right} of {len(turn.verdict.parts)}." if right else outcome(turn)
    whole = turn.verdict.correct and len(turn.verdict.parts) <= 1
    if whole or isinstance(turn.asked.question.shape, Reveal):
        yield f"The answer: {in_a_line(turn.explanation.answer)}"
    else:
        yield from _parts(turn)
    yield from changed(turn.asked)
    yield from explained(turn.explanation, choices(turn, chosen_on))


def _parts(turn: Answered) -> Iterator[str]:
    shape, parts = turn.asked.question.shape, turn.verdict.parts
    if isinstance(shape, Pick):
        yield from _picked(parts, several=shape.several)
        return
    for number, part in enumerate(parts, 1):
        name = f"{in_a_line(part.label)}: " if part.label else f"{number}: "
        if len(parts) == 1:
            name = "The answer: "
        if part.correct:
            yield f"{name}{in_a_line(part.right)}, right."
        else:
            given = f" You said: {in_a_line(part.given)}" if part.given else ""
            yield f"{name}{sentence(part.right)}{given}"


def _picked(parts: tuple[Part, ...], *, several: bool) -> Iterator[str]:
    for part in parts:
        if part.correct:
            yield f"Rightly chosen: {in_a_line(part.given)}"
        elif part.right:
            yield f"{'Also right' if several else 'The answer'}: {in_a_line(part.right)}"
        else:
            yield f"{'Wrongly chosen' if several else 'You chose'}: {in_a_line(part.given)}"


def changed(asked: Asked) -> Iterator[str]:
    """What the answer was before its author changed it; told only once the question is over."""
    if asked.changed_from is not None:
        yield f"It was, when you last saw it: {in_a_line(asked.changed_from)}"


def explained(explanation: Explanation, among: Choices = NOTHING_CHOSEN) -> Iterator[str]:
    """Why it is so, what the other subjects have there, and where it is written."""
    yield from said(explanation.because)
    if explanation.contrast is not None:
        yield f"Compared by {in_a_line(explanation.contrast.feature)}:"
        for one in among.beside(explanation.contrast):
            subject = in_a_line(one.row.subject) + (", which was asked" if one.asked else "")
            yield f"{subject}: {sentence(one.row.value)}{_chosen(one, among.today)}"
    yield from cited(explanation.citations)


def cited(citations: Iterable[Citation]) -> Iterator[str]:
    """Where it is written."""
    for citation in citations:
        link = f" {citation.link}" if citation.link else ""
        yield f"Source: {in_a_line(citation.text)}{link}"


def _chosen(one: Compared, today: date | None) -> str:
    when = one.when(today)
    if not when:
        return " You chose this." if one.chosen else ""
    return f" You chose this, as {when}." if one.chosen else f" You chose this {when}."


def rated(rating: Rating, previews: Mapping[Rating, Preview]) -> str:
    """The rating that stands and what it leads to."""
    preview = previews.get(rating)
    due = f", next in {spoken_days(preview.interval_days)}" if preview else ""
    return f"Rated {rating.name.lower()}{due}."
