"""Buttons: who gets which, and what is counted of taps on them."""

from tests.mutants.mutant import Mutant, mutant

ANSWERS = "tests/unit/answers/test_answers.py::"
KEYBOARD = "tests/unit/answers/test_keyboard.py::"
TO_GROUPS = f"{KEYBOARD}test_groups_and_channels_get_no_web_apps_and_nothing_to_leave_by"

REACTIONS = "tests/unit/answers/test_reactions.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a reaction that comes before the outcome is committed is looked at once more",
        "broadcast.doors.answers.reactions:Reactions._write",
        "one.place in targets or one.place.chat_id not in coming",
        "True",
        f"{REACTIONS}test_a_reaction_that_comes_before_the_outcome_is_committed_is_counted",
    ),
    mutant(
        "a reaction that is told twice counts once",
        "db.answers.reactions:record",
        "        if before is not None:\n            _count",
        "        if before is not None and False:\n            _count",
        f"{REACTIONS}test_the_last_word_of_each_counts_and_twice_is_once",
        f"{REACTIONS}test_the_sums_are_what_counting_would_give",
    ),
    mutant(
        "whose reaction it is does not scan the ledger",
        "db.answers.reactions",
        ".limit(MOST_RUNS)",
        "",
        f"{REACTIONS}test_the_newest_broadcasts_are_looked_at_and_not_all_there_were",
    ),
    mutant(
        "whoever is erased takes their reactions along",
        "db.subscribers.store:Subscribers.erase",
        "            await reactions.erase(connection, chat_id, number)\n",
        "",
        f"{REACTIONS}test_who_is_erased_takes_their_reactions_along",
    ),
    mutant(
        "a kind of reaction that nobody knows yet breaks none beside it",
        "bot.decoding.reactions:_kind",
        'return {"type": "paid"} if raw.get("type") == "paid" else OTHER',
        "return dict(raw)",
        "tests/unit/intake/test_reading.py::"
        "test_a_reaction_of_a_kind_to_come_breaks_none_beside_it",
    ),
    mutant(
        "somebody's answer counts once",
        "db.answers.taps:_record",
        "moves.recipient(run_id, old, tap.button)",
        "moves.recipient(run_id, None, tap.button)",
        f"{ANSWERS}test_one_person_counts_once_and_the_last_tap_holds",
        f"{ANSWERS}test_the_sums_are_what_counting_would_give",
    ),
    mutant(
        "whoever did not get the broadcast is a stranger",
        "db.answers.taps:_record",
        "if numbers.get(user) in got_it}",
        "if user in numbers}",
        f"{ANSWERS}test_strangers_are_counted_apart_and_never_subscribed",
    ),
    mutant(
        "after the ledger was thinned nobody is counted",
        "db.answers.taps:_is_counted",
        "is False",
        "is not None",
        f"{ANSWERS}test_after_the_ledger_was_thinned_nobody_is_counted",
    ),
    mutant(
        "a button that a run does not have counts nothing",
        "broadcast.doors.answers.answers:Answers.tap",
        "if not 0 <= button < len(answers):",
        "if button >= 2**40:",
        f"{ANSWERS}test_what_a_run_does_not_have_counts_nothing",
    ),
    mutant(
        "a later answer takes the tag of the one before back",
        "db.answers.taps:_record",
        "drop=tap.tag(old)",
        "drop=None",
        f"{ANSWERS}test_an_answer_sets_its_tag_and_a_later_one_takes_it_back",
    ),
    mutant(
        "whoever is erased takes their answers along",
        "db.answers.forgetting:erase",
        "moves.recipient(run_id, button, None)",
        "moves.recipient(run_id, None, None)",
        f"{ANSWERS}test_who_is_erased_takes_their_answers_along",
    ),
    mutant(
        "groups and channels get no web apps",
        "broadcast.model.button:Keyboard._row",
        "if private or one.kind is not ButtonKind.APP",
        "if one.kind",
        TO_GROUPS,
    ),
    mutant(
        "groups and channels have nothing to leave by",
        "broadcast.model.button:Keyboard.markup",
        "if private and self.leave:",
        "if self.leave:",
        TO_GROUPS,
    ),
    mutant(
        "a group's body is another one than a person's",
        "botapi.call:PreparedCall.body",
        "or chat_id > 0",
        "or chat_id",
        TO_GROUPS,
    ),
    mutant(
        "pop-ups take few connections at a time",
        "handlers.outbox.popups:Popups.show",
        "if self._at_work < AT_ONCE:",
        "if self._waiting:",
        "tests/unit/outbox/test_popups.py::test_each_tap_is_answered_and_few_at_a_time",
    ),
    mutant(
        "the first tap for leaving only asks",
        "handlers.subscriber.settings.leaving:on_unsubscribe",
        "choices = await doors.topics.choices_of(user_id)",
        "choices = await subscribers.unsubscribe(user_id, 1) or []",
        "tests/dialogs/answers/test_leaving.py::test_the_first_tap_asks_and_the_second_is_final",
    ),
    mutant(
        "who has answered stays a recipient",
        "db.answers.taps:_record",
        " | before.keys()",
        "",
        "tests/unit/answers/test_answers.py::"
        "test_who_has_answered_stays_a_recipient_whatever_becomes_of_the_rest",
    ),
)
