"""The decks at hand, how they stand and what is saved in them."""

from concurrent.futures import ThreadPoolExecutor


class TestOverview:
    def test_all_decks_with_what_they_add_up_to(self, two):
        overview = two.desk.decks.overview(two.now)
        assert [(deck.id, deck.facts, deck.counts.new) for deck in overview.decks] == [
            ("d", 2, 2),
            ("e", 3, 3),
        ]
        assert (overview.counts.new, overview.counts.learning, overview.counts.due) == (5, 0, 0)
        assert overview.firm == 0

    def test_of_many_facts_the_overview_is_kept_for_the_first_screen(self, two, monkeypatch):
        class Kept(list):
            keep = list.append

            def recall(self):
                return self[-1] if self else None

        assert two.desk.decks.at_first_sight() is None
        kept = two.desk.decks.last_seen = Kept()
        two.desk.decks.overview(two.now)
        assert two.desk.decks.at_first_sight() is None
        monkeypatch.setattr("quiz.study.decks.MANY_FACTS", 5)
        overview = two.desk.decks.overview(two.now)
        assert kept == [overview]
        assert two.desk.decks.at_first_sight() is overview

    def test_it_is_the_same_in_another_thread(self, two):
        two.learn("d")
        two.next_day(40)
        two.ask_some(two.begin("d"), 1, right=False)
        with ThreadPoolExecutor(1) as thread:
            apart = thread.submit(two.desk.decks.overview_apart, two.now).result()
        assert apart == two.desk.decks.overview(two.now)
        assert apart.counts.learning == 1

    def test_it_follows_what_is_learnt(self, two):
        two.learn("d")
        overview = two.desk.decks.overview(two.now)
        assert (overview.firm, overview.counts.new) == (2, 3)
        assert overview.decks[0].next_due > two.now
        two.next_day(40)
        assert two.desk.decks.overview(two.now).counts.due == 2
        two.ask_some(two.begin("d"), 1, right=False)
        overview = two.desk.decks.overview(two.now)
        assert (overview.counts.due, overview.counts.learning) == (1, 1)

    def test_retention_is_that_of_thirty_days(self, two):
        two.learn("d")
        assert two.desk.decks.overview(two.now).decks[0].retention is None
        two.next_day(40)
        session = two.begin("d")
        two.ask_some(session, 1)
        two.ask_some(session, 1, right=False)
        assert two.desk.decks.overview(two.now).decks[0].retention == 0.5
        two.next_day(29)
        assert two.desk.decks.overview(two.now).decks[0].retention == 0.5
        two.next_day(1)
        assert two.desk.decks.overview(two.now).decks[0].retention is None

    def test_a_bad_deck_is_shown_as_bad_and_counts_for_nothing(self, two, tools):
        two.library.more.append(tools.bad_entry())
        overview = two.desk.decks.overview(two.now)
        assert [deck.usable for deck in overview.decks] == [True, True, False]
        assert overview.decks[2].problems == two.library.more[0].problems
        assert overview.counts.new == 5

    def test_a_shadowed_deck_counts_for_nothing(self, two, tools):
        two.library.more.append(tools.entry_of(tools.cards(9), shadowed_by="d.toml"))
        overview = two.desk.decks.overview(two.now)
        assert overview.decks[2].shadowed_by == "d.toml"
        assert overview.counts.new == 5

    def test_what_was_renamed_is_shown_with_its_memory(self, two, tools):
        two.learn("d")
        two.library.put(tools.renamed())
        overview = two.desk.decks.overview(two.now)
        assert (overview.decks[0].firm, overview.decks[0].counts.new) == (1, 0)

    def test_an_old_name_that_only_a_shadowed_deck_still_has_is_free(self, two, tools):
        two.learn("d")
        old = tools.entry_of(two.library.decks["d"], shadowed_by="mine.toml")
        two.library.put(tools.renamed())
        two.library.more.append(old)
        assert two.desk.decks.overview(two.now).decks[0].firm == 1


def test_what_changes_on_disk_is_the_librarys_to_tell(tools, one):
    problem = tools.Problem("d.toml", 3, 1, tools.Severity.ERROR, "broken")
    assert one.desk.decks.spoilt() is None
    entry = one.library.entries()[0]
    spoilt = tools.replace(entry, id="x", problems=(problem,), last_good=True)
    one.library.more.append(spoilt)
    assert spoilt.usable
    assert one.desk.decks.spoilt() == problem
    one.library.changed = lambda: True
    one.library.refresh = one.library.more.clear
    one.library.place = lambda key: (key, 7)
    assert one.desk.decks.changed()
    one.desk.decks.refresh()
    assert one.desk.decks.spoilt() is None
    assert one.desk.decks.place("d/c0") == ("d/c0", 7)
