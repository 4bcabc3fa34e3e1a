"""Tables, read a row or a column at a time."""

import pytest

from quiz.errors import UsageError
from quiz.plain.home import home
from quiz.plain.table import tables
from quiz.study.settings import NO_CONTRAST, Settings

DECK = """
format = 1
id = "three"
title = "Three diseases"
[[comparison]]
id = "loss"
title = "Who loses *what*"
subject.ms = { name = "Multiple sclerosis", short = "MS" }
subject.fm = { name = "Fibromyalgia", short = "FM" }
subject.cidp = { name = "Chronic inflammatory neuropathy", short = "CIDP" }
[[comparison.feature]]
id = "site"
name = "where **myelin** is lost"
key = true
cell.ms = "central nerves"
cell.fm = "perhaps peripheral nerves"
cell.cidp = "peripheral nerves"
[[comparison.feature]]
id = "ivig"
name = "IVIg"
cell.fm = "tried in 15"
cell.cidp = "often used"
[[comparison]]
id = "second"
title = "The second"
subject.a = { name = "One" }
subject.b = { name = "Two" }
[[comparison.feature]]
id = "f"
name = "number"
cell.a = "1"
cell.b = "2"
"""


@pytest.fixture
def read(make_table):
    def hold(*heard, table=None, whole=False):
        table = table or make_table(DECK)
        tables(table.lines(*heard), table.desk, whole=whole)
        return table

    return hold


def after(table, line):
    """What was said to the last line that read so, until the next."""
    start = len(table.said) - table.said[::-1].index(f"> {line}".rstrip())
    told = table.said[start:]
    end = next((at for at, one in enumerate(told) if one.startswith(">")), len(told))
    return [one for one in told[:end] if one]


def test_a_table_is_opened_with_what_is_in_it(read):
    assert read().said == [
        "",
        "Table 1 of 2: Who loses what. In Three diseases.",
        "3 subjects, 2 features. Cells: 0 firm, 0 weak, 0 learning, 5 unseen.",
        "Subjects:",
        "a: Multiple sclerosis",
        "b: Fibromyalgia",
        "c: Chronic inflammatory neuropathy",
        "Features:",
        "1: where myelin is lost, tells the subjects apart",
        "2: IVIg",
        "A number reads that feature, a letter that subject, a1 one cell. :? lists the commands.",
    ]


def test_a_number_or_a_name_reads_a_feature(read):
    table = read("2", "where", "ivig")
    assert after(table, "2") == [
        "2: IVIg.",
        "a: MS: the source does not say.",
        "b: FM: tried in 15. Unseen.",
        "c: CIDP: often used. Unseen.",
    ]
    assert after(table, "where")[0] == "1: where myelin is lost. Tells the subjects apart."
    assert after(table, "ivig") == after(table, "2")


def test_a_letter_or_a_name_reads_a_subject(read):
    table = read("b", "fm", "Fibro")
    assert after(table, "b") == [
        "b: Fibromyalgia.",
        "1: where myelin is lost: perhaps peripheral nerves. Unseen.",
        "2: IVIg: tried in 15. Unseen.",
    ]
    assert after(table, "b") == after(table, "fm") == after(table, "Fibro")


def test_a_letter_and_a_number_read_a_cell(read):
    table = read("c2", "2 c", "a2")
    assert after(table, "c2") == ["Chronic inflammatory neuropathy: IVIg: often used. Unseen."]
    assert after(table, "2 c") == after(table, "c2")
    assert after(table, "a2") == ["Multiple sclerosis: IVIg: the source does not say."]


def test_an_empty_line_reads_on(read):
    table = read("1", "", "")
    assert "2: IVIg." in table.said
    assert table.said[-1] == "That was the last feature. A number reads one again."


def test_what_is_not_there_is_told(read, make_table):
    table = read("d1", "a3", "zz", "3")
    assert after(table, "d1") == [
        "There is no d1. The letters go from a to c, the numbers from 1 to 2."
    ]
    assert after(table, "a3")[0].startswith("There is no a3.")
    assert after(table, "zz")[0].startswith("There is no zz here. A number reads")
    assert after(table, "3")[0].startswith("There is no 3 here.")
    other = read("mult", "m", table=make_table(DECK.replace("Fibromyalgia", "Myalgia")))
    assert after(other, "mult")[0] == "a: Multiple sclerosis."
    assert after(other, "m") == ["m may be a, b. Say which."]


def test_cells_are_hidden_and_shown(read):
    table = read(
        ":hide", "2", ":show c2", "2", ":show", "2", ":hide b2", "2", ":hide a2", ":hide b"
    )
    assert after(table, ":hide") == ["What the cells say is left out from here on."]
    assert after(table, ":show c2")[0].endswith("IVIg: often used. Unseen.")
    assert after(table, ":show") == ["What the cells say is said from here on."]
    assert after(table, ":hide b2") == ["Fibromyalgia: IVIg: hidden. Unseen."]
    assert after(table, "2")[2:] == ["b: FM: hidden. Unseen.", "c: CIDP: often used. Unseen."]
    assert after(table, ":hide a2") == ["There is nothing there: the source does not say."]
    assert after(table, ":hide b") == ["Say which cell, for example :hide a1."]
    first = table.said.index("> 2")
    assert table.said[first + 4 : first + 6] == [
        "b: FM: hidden. Unseen.",
        "c: CIDP: hidden. Unseen.",
    ]


def test_a_cell_is_asked_and_one_is_back_at_its_table(read):
    table = read(":hide", ":ask b2", ":d", "", "b2")
    told = after(table, ":ask b2")
    assert told[0] == "Question 1 of about 1. Three diseases."
    assert after(table, ":d")[0] == "Not known."
    assert "A drill: the schedule stays as it is." in after(table, ":d")
    assert "Rated again." in after(table, ":d")
    assert after(table, "") == ["Fibromyalgia: IVIg: hidden. Unseen."]
    (review,) = table.store.reviews(fact="three/loss/ivig/fm")
    assert (review.mode, review.counts) == ("drill", False)
    assert table.store.open_session(table.clock.now().date()) is None


@pytest.mark.parametrize("line", [":q", ":end"])
def test_a_cell_may_be_left(read, line):
    table = read(":ask b2", line, "b2")
    assert after(table, line) == ["Fibromyalgia: IVIg: tried in 15. Unseen."]
    again = read(":ask b2", ":d", line, "b2", table=table)
    assert again.store.open_session(table.clock.now().date()) is None


def test_input_may_end_within_a_cell(read):
    assert read(":ask b2").said[-1] == "Fibromyalgia: IVIg: tried in 15. Unseen."


def test_what_is_put_away_is_said_to_be_and_not_asked(make_table, read):
    table = make_table(DECK)
    now = table.clock.now()
    table.desk.facts.suspend("three/loss/ivig/fm", now)
    day = now.date().replace(day=3).isoformat()
    table.store.note("buried", "three/loss/ivig/cidp", {"until": day}, now, now.date())
    read("2", ":ask b2", ":ask c2", table=table)
    assert after(table, "2")[2:] == [
        "b: FM: tried in 15. Unseen, suspended.",
        "c: CIDP: often used. Unseen, put off.",
    ]
    assert after(table, ":ask b2") == ["It was put away. quiz browse brings it back."]
    assert after(table, ":ask c2") == ["It was put away. quiz browse brings it back."]


def test_what_is_known_is_told_of_a_cell(read, make_table):
    settings = Settings(learning_steps=(), contrast=NO_CONTRAST)
    table = make_table(DECK, settings=settings)
    home(table.lines("1", ":d", ":q", ":q"), table.desk)
    (known,) = table.store.memories()
    place = {"ms": "a", "fm": "b", "cidp": "c"}[known.rpartition("/")[2]]
    place += "1" if "/site/" in known else "2"
    read(place, f":info {place}", ":hide", f":info {place}", table=table)
    assert after(table, place)[1].startswith("Chance of recall 100%, due in ")
    told = table.said[table.said.index(f"> :info {place}") :]
    assert f"Fact {known}, in Three diseases." in told
    assert any(line.startswith("The answer: ") for line in told)
    assert any(line.startswith("2026-03-02: again, wrong") for line in told)
    assert not any(line.startswith("The answer: ") for line in after(table, f":info {place}"))


def test_there_may_be_several_tables(read):
    table = read(":tables", ":table 2", "1", ":table 3", ":table x", ":table")
    assert after(table, ":tables") == ["1: Who loses what.", "2: The second."]
    assert after(table, ":table 2")[0] == "Table 2 of 2: The second. In Three diseases."
    assert "a: One: 1. Unseen." in after(table, "1")
    for line in (":table 3", ":table x", ":table"):
        assert after(table, line) == ["Say a number from 1 to 2: :tables lists them."]


def test_many_features_are_listed_when_they_are_asked_for(read, make_table):
    more = "\n".join(
        f'[[comparison.feature]]\nid = "g{n}"\nname = "more {n}"\ncell.a = "x"\ncell.b = "y {n}"'
        for n in range(24)
    )
    table = make_table(DECK.replace("Who loses *what*", "First") + more)
    read(":table 2", ":features", table=table)
    assert after(table, ":table 2")[-1] == "5 more: :features lists all."
    assert len(after(table, ":features")) == 25


def test_a_pipe_gets_all_of_them(read):
    table = read(whole=True)
    assert "b: FM: perhaps peripheral nerves. Unseen." in table.said
    assert "b: Two: 2. Unseen." in table.said
    assert "Table 1 of 2: Who loses what. In Three diseases." in table.said


def test_help_and_what_is_no_command(read):
    table = read(":?", ":tabels")
    assert ":ask a1 - Be asked that cell. It moves its schedule only where it is due." in table.said
    assert after(table, ":tabels")[0].startswith("There is no command :tabels. Did you mean")


def test_a_table_that_is_taken_away_meanwhile_stays(read, make_table):
    table = make_table(DECK)
    waiting = iter([":ask a1", ":d", "", "1"])

    def read_line():
        line = next(waiting, None)
        if line == "":
            table.shelf.put(DECK.replace('id = "loss"', 'id = "lost"'))
        return line

    from quiz.plain.lines import Lines

    tables(Lines(read_line, table.said.append), table.desk)
    assert table.said[-1] == "c: CIDP: peripheral nerves. Unseen."


def test_without_a_table_there_is_nothing_to_read(read, make_table, one_card):
    card = '[[card]]\nid = "c"\nform = "flashcard"\nprompt = "P"\nanswer = "A"\n'
    with pytest.raises(UsageError, match="no table"):
        read(table=make_table(one_card(card)))


def test_the_list_of_decks_leads_to_it(make_table):
    table = make_table(DECK)
    home(table.lines(":table 1", "2", ":q", ":table", ":q", ":table 9", ":tabel", ":q"), table.desk)
    assert table.said.count("Table 1 of 2: Who loses what. In Three diseases.") == 2
    assert after(table, ":table 9") == ["Say numbers from 1 to 1."]
    assert after(table, ":tabel")[0].startswith("There is no command :tabel. Did you mean :table?")


def test_nothing_but_words_is_said(read):
    table = read("1", "a", "a2", ":hide", "b", ":?", whole=True)
    ours = "\n".join(table.said)
    assert ours.isascii()
    assert not set(ours) & set("|_~^#*[]")


def test_a_verdict_tells_when_the_same_was_chosen_before(read, make_table):
    table = make_table(DECK)

    def wrong(*more):
        """Ask FM's cell on the site and choose that of CIDP."""
        waiting = iter([":ask b1", "?", "", *more])

        def read_line():
            line = next(waiting, None)
            if line == "?":
                options = [one for one in table.said if one.endswith(": peripheral nerves")]
                line = options[-1].partition(":")[0]
            return line

        from quiz.plain.lines import Lines

        tables(Lines(read_line, table.said.append), table.desk)

    wrong()
    assert "FM, which was asked: perhaps peripheral nerves." in table.said
    assert "CIDP: peripheral nerves. You chose this." in table.said
    table.clock._now = table.clock._now.replace(day=5)
    wrong()
    assert "CIDP: peripheral nerves. You chose this, as on 2 March." in table.said
    table.clock._now = table.clock._now.replace(year=2027)
    wrong()
    assert "CIDP: peripheral nerves. You chose this, as on 5 March 2026." in table.said
    table.said.clear()
    tables(table.lines(":ask b1", ":d", ""), table.desk)
    assert "CIDP: peripheral nerves. You chose this earlier today." in table.said


def test_two_subjects_are_told_apart(read):
    table = read(":contrast a c", ":d", "", ":q", ":contrast", ":contrast a a", ":contrast a z")
    assert "Compared by where myelin is lost:" in table.said
    for line in (":contrast", ":contrast a a", ":contrast a z"):
        assert after(table, line) == ["Say which two subjects, for example :contrast a b."]
