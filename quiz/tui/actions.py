"""Every action with its id and the keys it comes with, in one place.

A person remaps by id (`[keys]` in the configuration), so an id is never changed. The first part
of an id names the part of the screen that has the action, the second the method that does it.
"""

from __future__ import annotations

from typing import NamedTuple


class Action(NamedTuple):
    """Something a key does: `name` for the line of keys, `says` for help and the palette.

    `keys` are Textual's names, alternatives after commas. `call` is the method with its arguments
    where it is not simply the second part of the id.
    """

    id: str
    keys: str
    name: str
    says: str
    call: str = ""

    @property
    def place(self) -> str:
        """The part of the screen that has it."""
        return self.id.partition(".")[0]

    @property
    def method(self) -> str:
        """The call as Textual runs it."""
        return self.call or self.id.partition(".")[2]


PLACES: dict[str, str] = {
    "decks": "Decks",
    "study": "While studying",
    "pick": "Choosing",
    "field": "While typing",
    "type": "Typing, outside the field",
    "reveal": "Recalling",
    "order": "Putting in order",
    "assign": "Matching and sorting",
    "sure": "How sure you were",
    "doubt": "After a near miss",
    "verdict": "After the verdict",
    "meeting": "Where new facts are shown side by side",
    "wait": "While waiting",
    "finished": "At the end of a session",
    "preview": "Preview",
    "tryout": "In a preview",
    "browse": "Browse",
    "search": "Searching",
    "table": "Table",
    "scores": "Scores",
    "fitting": "The scheduler",
    "grid": "In tables",
    "exam": "In an exam",
    "setup": "Before an exam",
    "overview": "Looking over an exam",
    "result": "Results of an exam",
    "exams": "Earlier exams",
    "tick": "Choosing from a list",
    "card": "Card info",
    "list": "In lists",
    "text": "In long texts",
    "help": "Help",
    "dialog": "Questions at the bottom",
    "app": "Everywhere",
}
"""What the parts are called in help, in the order shown."""


def _numbered(place: str, verb: str, name: str, says: str) -> tuple[Action, ...]:
    return tuple(
        Action(f"{place}.{verb}_{n}", str(n), name, f"{says} {n}", f"{verb}({n - 1})")
        for n in range(1, 10)
    )


ACTIONS: tuple[Action, ...] = (
    Action("app.help", "question_mark,f1", "help", "Show all keys"),
    Action("app.command_palette", "ctrl+p", "commands", "Find a command by its name"),
    Action("app.quit", "ctrl+q", "quit", "Leave at once; what was answered is kept"),
    Action("app.suspend_process", "ctrl+z", "suspend", "Go back to the shell for a while"),
    Action("list.down", "j,down", "down", "Next line"),
    Action("list.up", "k,up", "up", "Line before"),
    Action("list.page_down", "pagedown,ctrl+f", "page down", "A screenful on"),
    Action("list.page_up", "pageup,ctrl+b", "page up", "A screenful back"),
    Action("list.first", "home,g", "first", "First line"),
    Action("list.last", "end,G", "last", "Last line"),
    Action("list.choose", "enter", "open", "Open the line"),
    Action("text.down", "j,down", "down", "Scroll a line down"),
    Action("text.up", "k,up", "up", "Scroll a line up"),
    Action("text.page_down", "pagedown,ctrl+f,space", "page down", "Scroll a screenful down"),
    Action("text.page_up", "pageup,ctrl+b", "page up", "Scroll a screenful up"),
    Action("text.first", "home,g", "top", "To the beginning"),
    Action("text.last", "end,G", "end", "To the end"),
    Action("decks.study_all", "a", "study all", "Study what is due in all decks"),
    Action("decks.more_new", "n", "more new", "Begin more new facts today than the limit"),
    Action("decks.contrast", "c", "contrast", "Drill what you mix up in this deck"),
    Action("decks.scores", "s", "scores", "Show what your answers add up to"),
    Action("decks.browse", "b", "browse", "Browse all facts"),
    Action("decks.table", "t", "table", "Show the tables of the deck"),
    Action("decks.exam", "x", "exam", "Set up an exam, or go on with one"),
    Action("decks.preview", "p", "preview", "See any question of the deck; nothing is kept"),
    Action("decks.moved", "m", "moved", "Keep the progress of facts that look moved"),
    Action("decks.filter", "slash", "filter", "Show only decks with some words"),
    Action("decks.edit", "e", "edit", "Open the deck in your editor"),
    Action("decks.reload", "r", "reload", "Look again at the decks and what is due"),
    Action("decks.quit", "q", "quit", "Leave"),
    Action("study.dont_know", "d", "don't know", "Say that you do not know"),
    Action("study.hint", "h", "hint", "Show a hint; the answer then counts as hard"),
    Action("study.clue", "c", "next clue", "Show the next clue"),
    Action("study.undo", "u,ctrl+t", "undo", "Take back the last answer of the session"),
    Action("study.bury", "minus", "bury", "Leave this fact for another day"),
    Action("study.put_aside", "at", "suspend", "Never ask this fact until you say so"),
    Action("study.flag", "exclamation_mark", "flag", "Flag the fact, with a reason"),
    Action("study.info", "i", "info", "Show card info and its history"),
    Action("study.edit", "e", "edit", "Open the fact in your editor"),
    Action("study.start_afresh", "f", "afresh", "Forget the history of a changed answer"),
    Action("study.line_down", "j,down", "down", "Scroll the text a line down"),
    Action("study.line_up", "k,up", "up", "Scroll the text a line up"),
    Action("study.page_down", "pagedown,ctrl+f", "page down", "Scroll the text a screenful down"),
    Action("study.page_up", "pageup,ctrl+b", "page up", "Scroll the text a screenful up"),
    Action("study.leave", "q,escape", "leave", "Leave; the session stays open"),
    Action("reveal.reveal", "space,enter", "show answer", "Show the answer"),
    Action("reveal.again", "1", "again", "It was wrong", "rate(1)"),
    Action("reveal.hard", "2", "hard", "It was right, with an effort", "rate(2)"),
    Action("reveal.good", "3", "good", "It was right", "rate(3)"),
    Action("reveal.easy", "4", "easy", "It was right, and easy", "rate(4)"),
    *_numbered("pick", "choose", "choose", "Choose option"),
    Action("pick.down", "j,down", "down", "Next option"),
    Action("pick.up", "k,up", "up", "Option before"),
    Action("pick.tick", "space", "choose", "Choose the option, or take it back"),
    Action("pick.submit", "enter", "submit", "Submit"),
    Action("field.next", "enter", "submit", "Next blank; from the last one submit"),
    Action("field.leave", "escape", "commands", "Leave the field, so that single keys work"),
    Action("type.submit", "enter", "submit", "Submit, or go back to an empty blank"),
    *_numbered("order", "place", "place", "Go to, or move what is grabbed to, place"),
    Action("order.down", "j,down", "down", "Next item; moves what is grabbed"),
    Action("order.up", "k,up", "up", "Item before; moves what is grabbed"),
    Action("order.move_down", "J,shift+down", "move down", "Move the item down"),
    Action("order.move_up", "K,shift+up", "move up", "Move the item up"),
    Action("order.grab", "space", "grab", "Grab the item, or let it go"),
    Action("order.submit", "enter", "submit", "Submit"),
    *_numbered("assign", "give", "give", "Give the item group"),
    Action("assign.down", "j,down", "down", "Next item"),
    Action("assign.up", "k,up", "up", "Item before"),
    Action("assign.clear", "backspace,delete", "clear", "Take the item's group away"),
    Action("assign.submit", "enter", "submit", "Submit"),
    Action("sure.sure", "s", "sure", "You were sure"),
    Action("sure.unsure", "u", "unsure", "You were not sure"),
    Action("sure.guess", "g", "guess", "You guessed"),
    Action("doubt.yes", "y", "yes, a slip", "It was a slip: the answer counts"),
    Action("doubt.no", "n", "no, as typed", "It was meant as typed: the answer is wrong"),
    Action("verdict.again", "1", "again", "Rate it again", "rate(1)"),
    Action("verdict.hard", "2", "hard", "Rate it hard", "rate(2)"),
    Action("verdict.good", "3", "good", "Rate it good", "rate(3)"),
    Action("verdict.easy", "4", "easy", "Rate it easy", "rate(4)"),
    Action("verdict.next", "enter,space", "next", "Go on to the next question"),
    Action("meeting.ask", "enter,space", "ask me", "Go on to the questions about what is shown"),
    Action("wait.end", "enter", "end for now", "End the session for now"),
    Action("finished.decks", "enter,q,escape", "decks", "Back to the decks"),
    Action("finished.ahead", "a", "study ahead", "Study what is due later"),
    Action("finished.drill", "d", "drill", "Practise without moving the schedule"),
    Action("finished.more", "m", "study on", "Go on with what is due or new"),
    Action("finished.more_new", "n", "more new", "Begin more new facts today than the limit"),
    Action("preview.leave", "q,escape", "back", "Back to the decks"),
    Action("tryout.next", "n", "next", "Next question"),
    Action("tryout.back", "p", "before", "Question before"),
    Action("tryout.next_fact", "N", "next fact", "Next fact, or what is asked at once"),
    Action("tryout.fact_before", "P", "fact before", "Fact before, or what is asked at once"),
    Action("tryout.again", "r", "another", "The question worded, drawn and shuffled otherwise"),
    Action("tryout.dont_know", "d", "don't know", "Say that you do not know"),
    Action("tryout.hint", "h", "hint", "Show a hint"),
    Action("tryout.clue", "c", "next clue", "Show the next clue"),
    Action("tryout.edit", "e", "edit", "Open the fact in your editor"),
    Action("tryout.line_down", "j,down", "down", "Scroll the text a line down"),
    Action("tryout.line_up", "k,up", "up", "Scroll the text a line up"),
    Action("tryout.page_down", "pagedown,ctrl+f", "page down", "Scroll the text a screenful down"),
    Action("tryout.page_up", "pageup,ctrl+b", "page up", "Scroll the text a screenful up"),
    Action("tryout.leave", "q,escape", "back", "Back to where you were"),
    Action("browse.search", "slash", "search", "Search"),
    Action("browse.put_aside", "at", "suspend", "Suspend the fact, or take it up again"),
    Action("browse.flag", "exclamation_mark", "flag", "Flag the fact, with a reason"),
    Action("browse.reset", "R", "reset", "Forget the fact's history"),
    Action("browse.edit", "e", "edit", "Open the fact in your editor"),
    Action("browse.preview", "p", "preview", "See the fact's questions; nothing is kept"),
    Action("browse.leave", "q,escape", "back", "Back to the decks"),
    Action("search.keep", "enter,down", "to the list", "Go to what is found"),
    Action("search.leave", "escape", "show all", "Give up searching"),
    *_numbered("scores", "tab", "tab", "Go to tab"),
    Action("scores.next", "l,right,tab", "next tab", "Next tab"),
    Action("scores.previous", "h,left,shift+tab", "tab before", "Tab before"),
    Action("scores.deck", "d", "deck", "The next deck alone, after the last one all together"),
    Action("scores.span", "t", "time", "The last 30 days, the last year, or all days"),
    Action("scores.optimise", "o", "optimise", "Fit the scheduler to your answers, on Memory"),
    Action("scores.leave", "q,escape", "back", "Back to the decks"),
    Action("fitting.take", "y", "take", "Take the new parameters"),
    Action("fitting.give_back", "u", "give back", "Let the parameters before hold again"),
    Action("fitting.leave", "q,escape", "back", "Back to the scores"),
    Action("table.hide", "space", "hide", "Hide what the cell says, or show it"),
    Action("table.hide_all", "a", "hide all", "Hide what all cells say, or show it"),
    Action("table.ask", "enter", "ask", "Ask the cell"),
    Action("table.contrast", "c", "contrast", "Tell two subjects apart: press it on each"),
    Action("table.info", "i", "info", "Show card info and its history"),
    Action("table.next", "n,tab", "next table", "Next table"),
    Action("table.previous", "p,shift+tab", "table before", "Table before"),
    Action("table.leave", "q,escape", "back", "Back to the decks"),
    Action("grid.down", "j,down", "down", "Next feature"),
    Action("grid.up", "k,up", "up", "Feature before"),
    Action("grid.left", "h,left", "left", "Subject before"),
    Action("grid.right", "l,right", "right", "Next subject"),
    Action("grid.page_down", "pagedown,ctrl+f", "page down", "A screenful on"),
    Action("grid.page_up", "pageup,ctrl+b", "page up", "A screenful back"),
    Action("grid.first", "g,ctrl+home", "first", "First feature"),
    Action("grid.last", "G,ctrl+end", "last", "Last feature"),
    Action("grid.row_start", "home", "row start", "First subject"),
    Action("grid.row_end", "end", "row end", "Last subject"),
    Action("exam.dont_know", "d", "don't know", "Say that you do not know"),
    Action("exam.next", "n", "next", "Go on to the next question, this one left as it is"),
    Action("exam.back", "p", "back", "Go back to the question before"),
    Action("exam.mark", "m", "mark", "Mark the question for later, or take its mark away"),
    Action("exam.look_over", "o", "overview", "See which questions are answered and marked"),
    Action("exam.hand_in", "x", "hand in", "Hand the exam in"),
    Action("exam.line_down", "j,down", "down", "Scroll the text a line down"),
    Action("exam.line_up", "k,up", "up", "Scroll the text a line up"),
    Action("exam.page_down", "pagedown,ctrl+f", "page down", "Scroll the text a screenful down"),
    Action("exam.page_up", "pageup,ctrl+b", "page up", "Scroll the text a screenful up"),
    Action("exam.leave", "q,escape", "leave", "Leave; the exam stays open, and its time runs on"),
    Action("setup.begin", "x", "begin", "Begin the exam"),
    Action("setup.drop", "D", "drop", "Give up the open exam under the cursor"),
    Action("setup.exams", "e", "earlier exams", "Show earlier exams and their results"),
    Action("setup.leave", "q,escape", "back", "Back to the decks"),
    Action("overview.hand_in", "x", "hand in", "Hand the exam in"),
    Action("overview.leave", "q,escape,o", "back", "Back to the question"),
    Action("result.only_wrong", "w", "only wrong", "Show only what was not wholly right, or all"),
    Action("result.exams", "e", "earlier exams", "Show earlier exams and their results"),
    Action("result.leave", "q,escape,enter", "back", "Back to where you were"),
    Action("exams.leave", "q,escape", "back", "Back to where you were"),
    Action("tick.tick", "space", "tick", "Tick the line, or take it back"),
    Action("tick.all", "a", "all or none", "Tick all lines, or none"),
    Action("tick.give_up", "q,escape", "leave it", "Leave it as it was"),
    Action("card.put_aside", "at", "suspend", "Suspend the fact, or take it up again"),
    Action("card.flag", "exclamation_mark", "flag", "Flag the fact, with a reason"),
    Action("card.reset", "R", "reset", "Forget the fact's history"),
    Action("card.edit", "e", "edit", "Open the fact in your editor"),
    Action("card.preview", "p", "preview", "See the fact's questions; nothing is kept"),
    Action("card.leave", "q,escape,i", "back", "Back to where you were"),
    Action("help.leave", "q,escape", "back", "Back to where you were"),
    Action("dialog.yes", "y", "yes", "Yes"),
    Action("dialog.no", "n,escape,q", "no", "No"),
    Action("dialog.go_on", "enter,escape,space,q", "go on", "Go on after a trouble was told"),
    Action("dialog.give_up", "escape", "leave it", "Leave a line without keeping it"),
)

BY_ID: dict[str, Action] = {action.id: action for action in ACTIONS}
