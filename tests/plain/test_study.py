from quiz.errors import DataError, UsageError
from quiz.plain.commands import COMMANDS
from quiz.plain.study import study
from quiz.review import EventKind, Rating
from quiz.study.session import Session
from quiz.study.settings import Settings

TYPED = """
[[card]]
id = "word"
form = "typed"
prompt = "The loss of myelin?"
answer = "demyelination"
"""
SILENT = """
[[card]]
id = "silent"
form = "flashcard"
prompt = "What wraps axons?"
answer = "Myelin"
"""
CHOICE = """
[[card]]
id = "pick"
form = "choice"
prompt = "Which?"
answer = "right one"
wrong = ["wrong one"]
"""
VIGNETTE = """
[[card]]
id = "case"
form = "vignette"
prompt = "Which disease?"
clues = ["Weak legs", "Slow nerves."]
answer = "CIDP"
"""
CLOZE = """
[[card]]
id = "gaps"
form = "cloze"
prompt = "The {{sheath|what wraps}} lies around the {{axon|the wire}} of {{it}}."
"""


# Answers and what follows.


def test_an_answer_is_logged_with_its_time_and_rating(talk) -> None:
    table = talk(TYPED, "Demyelination", "")
    (review,) = table.store.reviews()
    assert (review.rating, review.correct, review.duration_ms) == (Rating.GOOD, True, 10_000)
    assert "Right." in table.said


def test_a_literal_colon_is_typed_with_two(talk) -> None:
    assert talk(TYPED, "::d").hears("You said: :d")


def test_a_verdict_can_be_overruled_until_one_goes_on(talk) -> None:
    table = talk(TYPED, "demyelination", "2", "4", "5", "x")
    (review,) = table.store.reviews()
    assert review.rating is Rating.EASY
    assert table.said.count("Rated hard, next in 6 minutes.") == 1
    assert table.said.count("Not understood. Say a number from 1 to 4.") == 2


def test_what_was_chosen_is_never_easy(talk) -> None:
    table = talk(CHOICE, "1", "4")
    assert table.hears("Say a number from 1 to 3.")


def test_a_silent_answer_is_revealed_then_graded_and_goes_on(talk) -> None:
    table = talk(SILENT + TYPED, "Myelin", "", "", "3", ":where", ":q")
    assert "An empty line reveals the answer." in table.said
    assert table.said.count("Myelin") == 1
    assert table.hears("1 again in 1 minute")
    assert "Rated good, next in 10 minutes." in table.said
    assert table.hears("Question 2 of")


def test_not_knowing_a_silent_answer_shows_it(talk) -> None:
    table = talk(SILENT, ":d")
    assert table.said[table.said.index("> :d") + 1] == "Not known."
    assert "The answer: Myelin" in table.said


def test_not_knowing_is_again(talk) -> None:
    table = talk(TYPED, ":d", ":d")
    assert [review.rating for review in table.store.reviews()] == [Rating.AGAIN]
    assert "Not known." in table.said
    assert "There is no question open." in table.said


def test_a_near_miss_is_asked_about(talk) -> None:
    table = talk(TYPED, "demyelinaton", "perhaps", "y")
    assert "Not understood. Say y or n." in table.said
    assert "Right, but for the spelling." in table.said
    table = talk(TYPED, "demyelinaton", "n")
    assert "Wrong." in table.said


def test_confidence_is_a_line_of_its_own(talk) -> None:
    table = talk(TYPED, "demyelination", "sure", "G", settings=Settings(confidence=True))
    assert table.hears("Not understood. How sure are you?")
    (review,) = table.store.reviews()
    assert (review.confidence, review.rating) == ("guess", Rating.AGAIN)


def test_hints_come_one_by_one_and_cost(talk) -> None:
    table = talk(CLOZE, ":hint", ":hint", ":hint", "sheath; axon; it", ":hint")
    assert "Hint for blank 1: what wraps. :hint gives the next." in table.said
    assert table.said.count("Hint for blank 2: the wire.") == 2
    assert "Right, with help." in table.said
    assert table.said.count("There is no hint.") == 1


def test_clues_come_one_by_one_and_the_last_costs(talk) -> None:
    table = talk(VIGNETTE, ":clue", ":clue", "CIDP", ":clue")
    assert "Clue 1 of 2: Weak legs. :clue gives the next." in table.said
    assert "Clue 2 of 2: Slow nerves." in table.said
    assert table.hears("These were all the clues.")
    assert "Right, with help." in table.said
    assert table.hears("There are no clues.")
    assert "Right." in talk(VIGNETTE, "CIDP").said


# Commands.


def test_help_tells_every_command(talk) -> None:
    table = talk(TYPED, ":?", ":? d", ":nope")
    for name in COMMANDS:
        assert table.hears(f":{name} - ")
    assert table.said.count(f":d - {COMMANDS['d'].__doc__}") == 2
    assert table.hears("There is no command :nope.")


def test_undo_takes_back_as_far_as_the_start(talk) -> None:
    table = talk(TYPED, ":u", "wrong", "", ":u", ":u")
    assert table.said.count("There is nothing to take back in this session.") == 2
    assert table.said.count("Taken back.") == 1
    assert not list(table.store.reviews())


def test_undo_before_the_verdict_takes_the_line_back(talk) -> None:
    table = talk(TYPED, "nonsense", ":u", "demyelination", "s", settings=Settings(confidence=True))
    (review,) = table.store.reviews()
    assert review.correct


def test_the_question_and_the_verdict_can_be_repeated(talk) -> None:
    table = talk(SILENT, ":repeat", "", ":repeat", ":q")
    assert table.said.count("What wraps axons?") == 2
    assert table.said.count("Myelin") == 2
    assert talk(TYPED, "x", ":repeat").said.count("Wrong.") == 2


def test_where_and_time(talk) -> None:
    table = talk(TYPED, ":where", ":time")
    assert sum(line.startswith("Question 1 of about ") for line in table.said) == 2
    assert "Left: 0 due, 0 in learning, 1 new." in table.said
    assert "What is left takes about 1 minute." in table.said


def test_a_time_budget_is_told_and_kept(make_table, one_card) -> None:
    table = make_table(one_card(TYPED))
    study(table.lines(":time", "x", ""), table.desk, ["one"], minutes=0.1)
    assert "Of your time 0 minutes are left." in table.said
    assert "Your time is up." in table.said


def test_a_fact_can_be_put_off_or_away(talk) -> None:
    table = talk(TYPED + SILENT + CHOICE, ":bury", ":suspend", ":q")
    standing = table.store.standing()
    assert list(standing.buried) == ["one/word"]
    assert list(standing.suspended) == ["one/silent"]
    assert table.hears("Which?")


def test_a_fact_can_be_flagged_without_losing_the_question(talk) -> None:
    table = talk(TYPED, ":unflag", ":flag", ":flag odd wording", ":repeat", ":unflag", ":q")
    assert table.hears("This is not flagged.")
    assert table.hears("Say why")
    assert "Flagged: odd wording" in table.said
    assert "No longer flagged." in table.said
    assert table.said.count("The loss of myelin?") == 2


def test_info_does_not_tell_the_answer_before_the_verdict(talk) -> None:
    table = talk(TYPED, ":info", "x", ":info")
    first, second = (i for i, line in enumerate(table.said) if line.startswith("Fact one/word"))
    assert "demyelination" not in "".join(table.said[:second]).split("Wrong.")[0]
    assert "Never answered yet." in table.said[first:second]
    assert "The answer: demyelination" in table.said[second:]
    assert table.hears("again, wrong, typed, 10 seconds, next in 1 minute")


def test_what_needs_a_question_says_that_there_is_none(talk, slow_clock) -> None:
    heard = (":bury", ":info", ":edit", ":flag x", ":d", ":hint", ":where")
    table = talk(TYPED, "x", "", *heard, clock=slow_clock)
    assert table.said.count("There is no question open.") == 5
    assert "Left: 0 due, 1 in learning, 0 new." in table.said


def test_no_control_character_of_a_deck_comes_through(talk) -> None:
    table = talk(TYPED.replace("The loss", "The \\u001b[31mloss"), "x\x1b[2J")
    assert table.hears("\ufffd[31mloss")
    assert "You said: x\ufffd[2J" in " ".join(table.said)
    assert not any("\x1b" in line for line in table.said if not line.startswith(">"))


def test_where_a_fact_stands_is_told_for_an_editor(talk) -> None:
    table = talk(TYPED, ":edit", ":q")
    assert "It stands in one.toml, line 12, column 3." in table.said


TWO_CELLS = """
[[comparison]]
id = "who"
title = "Who loses what"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
[[comparison.feature]]
id = "f"
name = "feature"
cell.ms = "central"
cell.fm = "none"
"""


def test_where_going_on_from_a_kept_answer_fails_an_empty_line_tries_again(talk, monkeypatch):
    advance, times = Session.advance, []

    def failing_once(session, now):
        times.append(now)
        if len(times) == 2:
            raise DataError("The disk is gone.")
        return advance(session, now)

    monkeypatch.setattr(Session, "advance", failing_once)
    table = talk(TWO_CELLS, "", "1", "", ":q", settings=Settings(side_by_side=True))
    kept = table.said.index("Kept.")
    assert table.said[kept + 1 : kept + 3] == [
        "The disk is gone.",
        "An empty line tries again, :q leaves.",
    ]
    assert table.hears("2 of 2 asked together")
    assert len(list(table.store.reviews())) == 1


FULLER = """
[[comparison]]
id = "who"
title = "What they hold"
subject.gray = { name = "Gray" }
subject.green = { name = "Green" }
[[comparison.feature]]
id = "f"
name = "Gray or Green"
ask = "What does {subject} hold?"
cell.gray = ["abdomen", "bladder"]
cell.green = "abdomen"
"""
"""What Green holds is true of Gray, too, and the feature names both: so Gray's is typed."""


def test_a_near_miss_among_what_is_asked_together_is_asked_about_with_its_verdict(talk):
    lines = ("", "abdomen; bladdr", "1", "n", ":q")
    table = talk(FULLER, *lines, settings=Settings(side_by_side=True))
    typed = table.said.index("> abdomen; bladdr")
    assert table.said[typed + 1] == "Kept."
    answered = table.said.index("> 1")
    assert table.said[answered + 1 : answered + 4] == [
        "",
        "What does Gray hold?",
        "You typed bladdr. Left out: e. Did you mean bladder? Say y or n.",
    ]
    assert table.hears("Partly right: 1 of 2.")


def goes_away(shelf):
    """The deck can be read for the session, and no more after that."""
    read = [shelf.deck("one")]

    def once(deck_id):
        if not read:
            raise UsageError("There is no deck 'one'.")
        return read.pop()

    shelf.deck = once


def test_what_looks_into_a_deck_that_is_gone_is_told_so_and_the_session_goes_on(
    make_table, one_card
):
    table = make_table(one_card(CHOICE))
    goes_away(table.shelf)
    study(table.lines(":info", "1", ":q"), table.desk)
    assert table.hears("There is no deck 'one'.")
    assert len(list(table.store.reviews())) == 1


def test_what_was_missed_of_a_deck_that_is_gone_is_told_by_its_key(make_table, one_card):
    table = make_table(one_card(CHOICE))
    goes_away(table.shelf)
    study(table.lines(":d", ":end"), table.desk)
    assert table.hears("Missed: one/pick")
    assert len(list(table.store.events(EventKind.SESSION_ENDED))) == 1
