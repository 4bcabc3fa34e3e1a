"""Looking through facts line by line: a search, numbered results, a fact with its history."""

from __future__ import annotations

from itertools import count

from quiz.counting import counted
from quiz.facts import FactKey
from quiz.plain.answers import Unclear, number_said
from quiz.plain.command_names import unknown
from quiz.plain.info import about, history, name, state
from quiz.plain.lines import Command, Lines
from quiz.plain.looking import Looking
from quiz.plain.words import explained, sentence
from quiz.study.desk import Desk
from quiz.study.fact_cards import FactCard
from quiz.study.search import search

PAGE = 20
"""Results told at once to a person; an empty line goes on with the next."""

ASK = "Search with words, is:due, deck: and the like; a number tells of that fact. :? helps."


def browse(lines: Lines, desk: Desk, query: str = "", *, page: int | None = PAGE) -> None:
    """Search and tell until the person leaves; without a `page`, all results come at once."""
    Browser(lines, desk, page).hold(query)


class Browser(Looking):
    """A search with its results, and a person at the other end of the lines."""

    def __init__(self, lines: Lines, desk: Desk, page: int | None) -> None:
        super().__init__(lines)
        self._desk = desk
        self._page = page
        self._found: tuple[FactCard, ...] = ()
        self._told = 0

    def hold(self, query: str) -> None:
        """Talk until the person leaves."""
        self._heed(lambda: self._search(query))
        self._lines.say(ASK)
        self._talk()

    def _take(self, line: str | Command) -> None:
        if isinstance(line, Command):
            self._obey(line)
        elif not line:
            self._more()
        elif line.isdecimal():
            self._tell(self._numbered(line))
        else:
            self._search(line)

    # Results.

    def _search(self, query: str) -> None:
        self._desk.decks.take_in_changes()
        self._found = search(query, self._desk.browse(self._desk.clock.now()))
        self._told = 0
        self._lines.say(f"{counted(len(self._found), 'fact')}.")
        if self._found:
            self._more()

    def _more(self) -> None:
        if self._told >= len(self._found):
            raise Unclear("That is all. Say other words to search anew.")
        now = self._desk.clock.now()
        end = len(self._found) if self._page is None else self._told + self._page
        for number, card in zip(count(self._told + 1), self._found[self._told : end]):
            self._lines.say(f"{number}: {name(card)} {sentence(state(card, now))}")
        self._told = min(end, len(self._found))
        left = len(self._found) - self._told
        if left:
            self._lines.say(f"{left} more: an empty line goes on.")

    def _numbered(self, text: str) -> FactKey:
        found = number_said(text, len(self._found))
        if found is None:
            raise Unclear(
                f"Say a number from 1 to {len(self._found)}." if self._found else "Search first."
            )
        return self._found[found - 1].fact.key

    def _tell(self, key: FactKey) -> None:
        now, facts = self._desk.clock.now(), self._desk.facts
        card = facts.card(key, now)
        self._lines.say("", *about(card, now, answer=True), *explained(facts.explain(key)))
        self._lines.say(*history(facts.history(key), given=True))

    # Commands.

    def _obey(self, command: Command) -> None:
        match command.name:
            case "?":
                self._lines.say(*HELP)
            case "q":
                self._over = True
            case "suspend" | "resume" | "reset" | "flag" | "unflag":
                self._change(command)
            case _:
                known = ("?", "q", "suspend", "resume", "reset", "flag", "unflag")
                raise unknown(command, known)

    def _change(self, command: Command) -> None:
        number, _, why = command.rest.partition(" ")
        key, facts = self._numbered(number), self._desk.facts
        now = self._desk.clock.now()
        match command.name:
            case "suspend":
                facts.suspend(key, now)
            case "resume":
                facts.resume(key, now)
            case "reset":
                if not self._agreed("Forget what was learnt of this? Its history stays. y or n."):
                    return
                facts.reset(key, now)
            case "flag":
                if not why:
                    raise Unclear("Say why, for example :flag 2 the source says otherwise.")
                facts.flag(key, why.strip(), now)
            case _:
                facts.unflag(key, now)
        card = facts.card(key, now)
        flagged = f" Flagged: {sentence(card.flag)}" if card.flag else ""
        self._lines.say(f"{name(card)} Now {sentence(state(card, now))}{flagged}")

    def _agreed(self, question: str) -> bool:
        agreed = self._lines.agrees(question)
        if not agreed:
            self._lines.say("Left as it is.")
        return agreed


HELP = (
    "Words search in questions, answers and subjects.",
    "is:due is:new is:learning is:leech is:suspended is:buried is:flagged choose by state.",
    "deck: tag: subject: form: flag: text: choose by that; a minus before a word turns it around.",
    "A number tells of that result, with its answer and its history.",
    "An empty line goes on with the results.",
    ":suspend 2 - Put result 2 away, so that it is not asked.",
    ":resume 2 - Bring it back.",
    ":reset 2 - Forget what was learnt of it.",
    ":flag 2 why - Mark it with a reason.",
    ":unflag 2 - Take the mark away.",
    ":q - Leave.",
)
