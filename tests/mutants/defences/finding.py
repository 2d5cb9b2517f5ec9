"""Finding out what became of lost answers, as the engine carries it out."""

from tests.mutants.mutant import Mutant, mutant

FINDING = "tests/engine/finding/test_finding.py::"
NOT_FOUND = "tests/engine/finding/test_not_found_out.py::"
TAKEOVER = "tests/engine/finding/test_takeover.py::"
MEMORY = "tests/unit/numbers/test_memory.py::"
RULES = "tests/engine/ledger/test_ledger.py::test_counters_cursor_and_rows_agree_after_anything"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "each commit takes the numbers along that were seen",
        "broadcast.ledger.writer:Ledger._write",
        "            writes.engine_state[KEY] = self._memory.dump()\n",
        "            self._memory.changed = False\n",
        f"{FINDING}test_what_was_under_way_at_a_death_is_found_out",
    ),
    mutant(
        "a run in which somebody is in doubt does not end",
        "db.ledger.runs",
        "& ~_HOLDS & (runs.c.in_doubt == 0)",
        "& ~_HOLDS",
        f"{FINDING}test_a_lost_answer_is_found_out",
    ),
    mutant(
        "who is in doubt in a cancelled one is not sent to again before that is known",
        "broadcast.model.broadcast:Figures.to_decide",
        "if self.in_doubt and state is not DeliveryState.FAILED:",
        "if False:",
        f"{NOT_FOUND}test_of_a_cancelled_one_nothing_more_is_sent",
    ),
    mutant(
        "the oldest open claim says how low the numbers in question are",
        "broadcast.numbers.memory:Memory.dump",
        '"low": next(iter(self._lows), highest),',
        '"low": highest,',
        f"{MEMORY}test_what_is_below_the_oldest_open_claim_is_settled",
    ),
    mutant(
        "a claim of somebody who is being replied to is crossed",
        "broadcast.numbers.memory:Memory.took",
        "if self._is_replied_to(claim.chat_id):",
        "if False:",
        f"{MEMORY}test_a_claim_of_somebody_who_is_being_replied_to_is_crossed",
        f"{MEMORY}test_an_answered_reply_is_over_and_a_lost_one_may_land_yet",
    ),
    mutant(
        "a reply that crosses a claim is written down before it leaves",
        "broadcast.numbers.crossings:Crossings.leaves",
        "            await self._write()\n",
        "            pass\n",
        "tests/unit/numbers/test_crossings.py::test_it_is_written_down_before_the_reply_leaves",
    ),
    mutant(
        "another bot's numbers are others",
        "broadcast.ledger.takeover:Takeover._look_into",
        "or whose not in (None, str(self._bot_id)):",
        "or False:",
        f"{NOT_FOUND}test_another_bots_numbers_are_others",
    ),
    mutant(
        "a backup has not seen the numbers of what was sent since",
        "broadcast.ledger.restoring:doubt",
        "    await doubts.give_up(connection, reason=Reason.NOT_REMEMBERED, now=now)\n",
        "",
        f"{NOT_FOUND}test_a_backup_knows_less_than_telegram",
    ),
    mutant(
        "what was found counts once",
        "db.certainty.settling:_close",
        "            doubts.c.step == one.step,\n            OPEN,\n",
        "            doubts.c.step == one.step,\n",
        RULES,
    ),
    mutant(
        "of a cancelled one nothing more is sent",
        "db.certainty.settling:_becomes",
        "if state is BroadcastState.CANCELLED:",
        "if False:",
        f"{NOT_FOUND}test_of_a_cancelled_one_nothing_more_is_sent",
    ),
    mutant(
        "a message of the bot's own that is mentioned closes no gap",
        "botapi.message_numbers:MessageNumbers._mentioned",
        'if _field(_field(message, "from"), "is_bot") is False:',
        "if True:",
        "tests/unit/botapi/test_message_numbers.py"
        "::test_a_message_of_the_bots_own_that_is_mentioned_closes_no_gap",
    ),
    mutant(
        "the answer to an edit closes no gap",
        "broadcast.replies.session_middleware:ReplyMiddleware.__call__",
        "        if not _edits(method):\n            self._note_numbers(method, ended)\n",
        "        self._note_numbers(method, ended)\n",
        "tests/engine/test_message_numbers.py::test_an_edit_closes_no_gap",
    ),
    mutant(
        "only the data of this very run shows whose message it is",
        "broadcast.finding.asking:_is_of",
        'own = (f"{ANSWER}:{run_id}:", f"{UNSUBSCRIBE}:{run_id}")',
        'own = (f"{ANSWER}:{run_id}", f"{UNSUBSCRIBE}:{run_id}")',
        "tests/unit/finding/test_asking.py::test_it_is_asked_for_with_the_very_markup",
    ),
    mutant(
        "an answer 200 is no answer that the message is there",
        "broadcast.finding.asking:answer",
        "return Answer.THERE if unchanged else Answer.CHANGED",
        "return Answer.THERE",
        "tests/unit/finding/test_asking.py::test_what_the_server_says",
    ),
    mutant(
        "what is still to be posted to a webhook waits",
        "bot.intake.backlog:Backlog.look",
        " and not info.pending_update_count",
        "",
        "tests/unit/intake/test_backlog.py::test_what_is_still_to_be_posted_waits",
    ),
    mutant(
        "what is posted elsewhere was not taken here",
        "bot.intake.backlog:Backlog.look",
        "info.url == self._url and ",
        "",
        "tests/unit/intake/test_backlog.py::test_what_is_posted_elsewhere_was_not_taken_here",
    ),
    mutant(
        "whom the process before was answering may get it yet",
        "broadcast.ledger.takeover:Takeover._recall",
        "            *await unfinished_updates.chats(connection),\n",
        "",
        f"{TAKEOVER}test_whoever_may_have_been_answered_just_then_may_get_it_yet",
    ),
    mutant(
        "so may admins",
        "broadcast.ledger.takeover:Takeover._recall",
        "            *await admins.ids(connection),\n",
        "",
        f"{TAKEOVER}test_whoever_may_have_been_answered_just_then_may_get_it_yet",
    ),
    mutant(
        "where nothing is known of the process before anybody may",
        "broadcast.ledger.takeover:Takeover._look_into",
        "                self._memory.begin()\n",
        "                pass\n",
        f"{TAKEOVER}test_without_what_the_process_before_has_written_it_may_be_anybody",
    ),
    mutant(
        "what was given up crosses those after a restart",
        "broadcast.numbers.memory:Memory.recall",
        "                chat_id=one.chat_id,\n",
        "                chat_id=None,\n",
        f"{MEMORY}test_what_was_given_up_crosses_those_that_come_after_a_restart",
    ),
    mutant(
        "a reply that is on its way is known over a kill",
        "broadcast.numbers.memory:Memory.dump",
        "list(self._under_way)",
        "[]",
        f"{MEMORY}test_whoever_was_being_replied_to_at_a_kill_may_get_it_yet",
    ),
    mutant(
        "lost replies that are too many may be anybody's",
        "broadcast.numbers.lost_replies:LostReplies._await",
        "            chat_id = EVERY_CHAT\n",
        "            return\n",
        f"{MEMORY}test_of_a_long_outage_so_many_lost_replies_are_kept_and_the_others_are_anybodys",
    ),
    mutant(
        "what may have gone to any chat crosses whoever is in doubt",
        "broadcast.certainty.excuses:Excuses.cross",
        "(chat_id, EVERY_CHAT)",
        "(chat_id,)",
        f"{MEMORY}test_of_a_long_outage_so_many_lost_replies_are_kept_and_the_others_are_anybodys",
    ),
    mutant(
        "an excuse is kept until something closes its window",
        "broadcast.certainty.excuses:Excuses.forget",
        "one.window.high is None or ",
        "",
        f"{MEMORY}test_a_lost_reply_is_kept_until_something_closes_its_window",
    ),
    mutant(
        "a window is closed without any doubt",
        "broadcast.numbers.memory:Memory._take_in",
        "self.inquiry or self.inquiry.awaits_end",
        "self.inquiry",
        f"{MEMORY}test_what_may_have_been_on_its_way_at_a_kill_is_over_once_a_later_call_was_answered",
    ),
)
