"""The API: keys, rights, rates, and that each call counts once."""

from tests.mutants.mutant import Mutant, mutant

DOORSTEP = "tests/unit/api/test_doorstep.py::"
OUTSIDE = "tests/unit/api/test_broadcasts_outside.py::"
MANDATE = "tests/unit/api/test_mandate.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a key does what it may, and nothing else",
        "bot.api.core.caller:Caller.require",
        "if not self.key.rights & frozenset(rights):",
        "if not rights:",
        f"{DOORSTEP}test_a_key_does_what_it_may_and_nothing_else[draft]",
        f"{OUTSIDE}test_launching_wants_the_right_to_send",
    ),
    mutant(
        "a key whose maker is no admin does nothing",
        "bot.api.core.caller:Caller.require",
        "if self.actor.role is None:",
        "if False:",
        f"{DOORSTEP}test_a_key_acts_for_nobody_who_is_no_admin",
    ),
    mutant(
        "of a key its hash alone is kept",
        "broadcast.model.outside.key:hash_of",
        "return hashlib.sha256(token.encode()).hexdigest()",
        "return token",
        f"{DOORSTEP}test_of_a_key_its_hash_alone_is_kept",
    ),
    mutant(
        "a key may call only so often",
        "bot.api.core.desk:Desk.caller",
        "if wait := self._rates.take(key.id, key.per_minute):",
        "if wait := 0:",
        f"{DOORSTEP}test_calls_beyond_the_rate_wait",
        "tests/unit/api/test_crowd.py::test_calls_above_the_rate_ask_the_database_for_nothing",
    ),
    mutant(
        "the key is looked at in the transaction",
        "bot.api.core.mandate:Mandate.before",
        "            raise key_over()\n",
        "            pass\n",
        f"{MANDATE}test_what_begins_after_the_key_was_revoked_is_not_done",
        f"{MANDATE}test_each_of_several_transactions_looks_at_the_key",
    ),
    mutant(
        "whoever asks for the same again gets the same answer",
        "bot.api.core.mandate:Mandate.after",
        "await requests.keep(connection, self._key.id, self._asked.key, row, now=now)",
        "pass",
        f"{OUTSIDE}test_the_same_twice_is_done_once_and_answered_the_same",
        f"{OUTSIDE}test_two_at_once_make_one_draft",
    ),
    mutant(
        "an Idempotency-Key is good for one question",
        "bot.api.core.mandate:Mandate.look",
        "if row.asked != self._asked.hash:",
        "if False:",
        f"{OUTSIDE}test_another_body_under_the_same_key_is_refused",
    ),
    mutant(
        "two at once: the second looks again in its transaction",
        "bot.api.core.mandate:Mandate.before",
        "            await self.look(connection)\n",
        "            pass\n",
        f"{OUTSIDE}test_two_at_once_make_one_draft",
    ),
    mutant(
        "a draft that an admin has opened is theirs",
        "broadcast.model.actor:require_holder",
        "if holder != (actor.user_id if actor.key is None else NOBODY):",
        "if actor.key is None and holder != actor.user_id:",
        f"{OUTSIDE}test_a_draft_that_somebody_has_opened_is_theirs[another]",
        f"{OUTSIDE}test_what_is_composed_in_the_chat_is_nobody_elses_to_launch",
    ),
    mutant(
        "a restored backup launches nothing from outside",
        "broadcast.ledger.restoring:doubt",
        "    await drafts.open_all(connection)\n",
        "",
        f"{OUTSIDE}test_a_backup_leaves_no_draft_to_be_launched_from_outside",
    ),
    mutant(
        "a body is read up to a limit",
        "bot.api.http.reading:body_of",
        "        if size > largest:\n            raise _too_large(largest)\n",
        "",
        "tests/unit/api/test_requests.py::test_a_body_of_ten_megabytes_is_refused[in chunks]",
    ),
    mutant(
        "few calls are worked on at a time",
        "bot.api.core.desk:Desk.__init__",
        "asyncio.Semaphore(AT_ONCE)",
        "asyncio.Semaphore(1_000)",
        "tests/unit/api/test_crowd.py::"
        "test_few_are_worked_on_at_a_time_and_too_many_are_asked_to_come_again",
    ),
    mutant(
        "calls give way to whatever else the loop has to do",
        "bot.api.core.giving_way:GivingWay.pause",
        "            await self._clock.sleep(min(took, LONGEST))\n",
        "            pass\n",
        "tests/unit/api/test_giving_way.py::test_a_call_leaves_as_much_time_to_others_as_a_turn_took",
    ),
    mutant(
        "each call that is worked on gives way, and keeps its place meanwhile",
        "bot.api.core.desk:Desk.answer",
        "                await self._giving_way.pause()\n",
        "",
        "tests/unit/api/test_giving_way.py::test_whoever_gives_way_keeps_their_place",
    ),
    mutant(
        "a call that was handed on goes no further",
        "bot.fleet.routes:Routes.onward",
        " or FORWARDED in headers",
        "",
        "tests/unit/fleet/test_calls.py::test_what_was_handed_on_goes_no_further",
    ),
    mutant(
        "a backup brings no revoked key back",
        "broadcast.ledger.restoring:doubt",
        "    revoked = await keys.revoke_all(connection, now=now)\n",
        "    revoked = 0\n",
        "tests/unit/api/test_doorstep.py::test_a_backup_brings_no_revoked_key_back",
    ),
    mutant(
        "a use of a key that is refused before it is understood is in the log",
        "bot.api.http.reception:Reception._at",
        "            desk.turned_away(caller, refused)\n",
        "",
        "tests/unit/api/test_doorstep.py::test_the_log_knows_who_did_what_and_not_with_which_key",
    ),
    mutant(
        "what is written looks at the key once more",
        "bot.api.core.mandate:Mandate.before",
        "            raise key_over()\n",
        "            pass\n",
        "tests/unit/api/test_mandate.py::"
        "test_a_key_that_is_revoked_while_the_body_is_on_its_way_makes_nothing",
    ),
)
