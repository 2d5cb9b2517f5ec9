"""Each item of a feed goes out once, and nothing that a feed says is trusted."""

from tests.mutants.mutant import Mutant, mutant

KEYS = "tests/unit/feeds/test_identity.py::"
ROUNDS = "tests/unit/feeds/test_rounds.py::"
READING = "tests/unit/feeds/test_reading.py::"
PARSING = "tests/unit/feeds/test_parsing.py::"
SAYING = "tests/unit/feeds/test_composing.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "who reads a feed has so many seconds of the processor",
        "runtime.child_task:answer",
        "    limit(resource.RLIMIT_CPU, seconds)\n",
        "",
        "tests/unit/runtime/test_child_process.py::test_it_has_so_many_seconds_of_the_processor",
    ),
    mutant(
        "an item is known by its link where its feed changes ids",
        "broadcast.model.feeds.identity:_names",
        "    if link and link != plain_link(home):\n",
        "    if False:\n",
        f"{KEYS}test_it_is_the_same_whatever_two_of_three_change",
    ),
    mutant(
        "a key that several items share tells none of them apart",
        "broadcast.model.feeds.identity:keys_of",
        "if shared[one] == 1]",
        "if shared[one] >= 1]",
        f"{KEYS}test_a_key_of_several_says_nothing",
    ),
    mutant(
        "an item is known by what it is called now, from then on",
        "db.feeds.items:note",
        "        await _learn(connection, feed_id, number, one.keys - known.keys())\n",
        "        if number not in {*known.values()}:\n"
        "            await _learn(connection, feed_id, number, one.keys - known.keys())\n",
        f"{ROUNDS}test_a_feed_that_changes_its_ids_repeats_nothing",
    ),
    mutant(
        "what was there before is not sent",
        "broadcast.feeds.reader:_note",
        "waits=row.read_at is not None",
        "waits=True",
        f"{ROUNDS}test_what_was_there_before_is_not_sent_what_comes_is",
    ),
    mutant(
        "what a round says is noted where the round is made",
        "broadcast.feeds.source:FeedSource.written",
        "        if not await items.mark_sent("
        "connection, memory.feed_id, memory.items, now=now):\n",
        "        if False:\n",
        f"{ROUNDS}test_what_was_there_before_is_not_sent_what_comes_is",
    ),
    mutant(
        "what is said elsewhere meanwhile is not said again",
        "db.feeds.items:mark_sent",
        "    if result.rowcount != len(numbers):\n",
        "    if False:\n",
        f"{ROUNDS}test_what_is_said_elsewhere_meanwhile_is_not_said",
    ),
    mutant(
        "no more a day than may be",
        "broadcast.feeds.source:FeedSource.prepare",
        "room = max(0, feed.most_a_day - gone)",
        "room = feed.most_a_day",
        f"{ROUNDS}test_at_most_so_many_a_day_the_newest_first_and_the_rest_later",
    ),
    mutant(
        "of a restored backup nothing that is listed goes out",
        "broadcast.ledger.restoring:doubt",
        "    await feeds.doubt_all(connection)\n",
        "",
        f"{ROUNDS}test_in_a_restored_backup_all_that_is_listed_counts_as_said",
    ),
    mutant(
        "a feed that declares entities is not read",
        "broadcast.feeds.parsing:read",
        "    if DECLARATION.search(plain):\n",
        "    if False:\n",
        f"{PARSING}test_one_that_declares_entities_is_refused",
    ),
    mutant(
        "a hundred thousand items are not read",
        "broadcast.feeds.parsing:read",
        "    if sum(1 for _ in ITEM.finditer(plain)) > MOST_LISTED:\n",
        "    if False:\n",
        f"{PARSING}test_one_of_a_hundred_thousand_items_is_refused_unread",
    ),
    mutant(
        "what a feed says is nobody's name",
        "broadcast.model.feeds.composing:compose",
        "double = draft.fields is not None",
        "double = False",
        f"{SAYING}test_what_the_feed_says_is_nobodys_name",
    ),
    mutant(
        "trouble with a feed is told once",
        "broadcast.feeds.rhythm:is_to_be_told",
        "    if row.told or row.failing_since is None:\n",
        "    if row.failing_since is None:\n",
        f"{READING}test_trouble_is_told_once_and_that_it_is_over",
    ),
    mutant(
        "who is no admin has no server asked",
        "broadcast.doors.repeating.feeds:Feeds.look",
        "        require_admin(by)\n",
        "",
        f"{READING}test_who_is_no_admin_asks_nobody_and_changes_nothing",
    ),
)
