"""What was sent is corrected or taken back for everybody who has it, and by nobody's surprise."""

from tests.mutants.mutant import Mutant, mutant

RECALLS = "tests/engine/mending/test_recalls.py::"
CORRECTIONS = "tests/engine/mending/test_corrections.py::"
ITSELF = "tests/engine/mending/test_deletes_itself.py::"
EDITS = "tests/unit/mending/test_edits.py::"
MENDED = "tests/unit/mending/test_mended.py::"
SNAPSHOT = "tests/unit/mending/test_snapshot.py::"
REACH = "tests/unit/mending/test_reach.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "whose numbers are forgotten between two messages got a part",
        "db.mending.claims:skip",
        "        PARTIAL: begun(skipped),  # the first of several messages was mended before\n",
        "",
        "tests/engine/mending/test_recalls.py::"
        "test_whose_numbers_are_forgotten_on_the_way_got_a_part",
    ),
    mutant(
        "who has it is not written down while a call to them is on its way",
        "db.mending.recipients:_settled_upto",
        "return upto if lowest is None else min(upto, lowest - 1)",
        "return upto",
        f"{CORRECTIONS}test_one_that_runs_goes_on_with_the_new_text",
        f"{RECALLS}test_one_that_runs_is_stopped_and_nobody_keeps_it",
    ),
    mutant(
        "one that was corrected while it ran goes on with the new calls",
        "broadcast.runs.run:ActiveRun.refresh",
        "if row.content != self.script.text and",
        "if False and",
        f"{CORRECTIONS}test_one_that_runs_goes_on_with_the_new_text",
    ),
    mutant(
        "whoever has it is written down before it goes on",
        "broadcast.doors.launches:_resume",
        "if await begun.is_being_frozen(connection, run_id):",
        "if False:",
        f"{CORRECTIONS}test_one_that_runs_goes_on_with_the_new_text",
    ),
    mutant(
        "a pause holds when the correction has ended",
        "db.ledger.runs:move",
        "found |= goes_on_by_itself()",
        "pass",
        f"{CORRECTIONS}test_a_pause_meanwhile_holds_when_the_correction_has_ended",
    ),
    mutant(
        "resumed meanwhile, it goes on once its correction is set up",
        "broadcast.doors.launches:_resume",
        "        await begun.hold_again(connection, run_id)\n",
        "",
        f"{CORRECTIONS}test_resumed_meanwhile_it_goes_on_when_the_correction_is_set_up",
    ),
    mutant(
        "one that stands still for its correction may have to stop for more",
        "broadcast.runs.run:ActiveRun.pausable",
        "(self._state is BroadcastState.RUNNING or goes_on)",
        "(self._state is BroadcastState.RUNNING)",
        "tests/unit/runs/test_run.py::"
        "test_one_that_stands_still_for_its_correction_may_have_to_stop_for_more",
    ),
    mutant(
        "the file is not written again and again while calls are on their way",
        "broadcast.mending.snapshot:MendingSnapshot.freeze_some",
        "if waits is not None and self._clock.monotonic() < waits.until:",
        "if False:",
        f"{SNAPSHOT}test_while_calls_are_on_their_way_it_is_looked_less_and_less_often",
    ),
    mutant(
        "of two who correct it one does",
        "broadcast.mending.sources:require_free",
        "raise CannotMend(Unmendable.UNDER_WAY, under_way=broadcast_id)",
        "return",
        f"{CORRECTIONS}test_of_two_at_once_one_counts",
    ),
    mutant(
        "what another admin has corrected is not overwritten unseen",
        "handlers.admin.mending.correcting.actions:confirm",
        "if session.looked_at != content.dump():",
        "if False:",
        "tests/dialogs/mending/test_correcting.py::"
        "test_what_somebody_else_has_corrected_is_not_overwritten_unseen",
    ),
    mutant(
        "new words that Telegram refuses stop a correction",
        "broadcast.runs.script:Script.__init__",
        "speaks = kind in (RunKind.SEND, RunKind.EDIT)",
        "speaks = kind is RunKind.SEND",
        f"{CORRECTIONS}test_refused_new_words_pause_the_correction",
    ),
    mutant(
        "a refused edit is not taken for the message's own",
        "botapi.refusals:judge_refusal",
        "if kind is not CallKind.EDIT:",
        "if True:",
        f"{CORRECTIONS}test_refused_new_words_pause_the_correction",
    ),
    mutant(
        "what a process that died had begun to delete is deleted",
        "broadcast.ledger.takeover:Takeover._recover",
        "mended = await mending_claims.reclaim(connection)",
        "mended = 0",
        f"{RECALLS}test_a_process_that_died_leaves_nobody_uncertain",
    ),
    mutant(
        "a lost answer of a mending is asked for again",
        "broadcast.mending.outcomes:became_of",
        "return Became.AGAIN",
        "return Became.AS_EVER",
        f"{RECALLS}test_lost_answers_are_asked_for_again_and_nobody_is_uncertain",
        f"{MENDED}test_what_an_answer_means",
    ),
    mutant(
        "whoever has unsubscribed loses it too",
        "db.ledger.claims:_claiming",
        "standing.is_not(None) if mends",
        "active if mends",
        f"{RECALLS}test_who_has_left_or_blocked_it_loses_it_too_and_the_erased_are_skipped",
    ),
    mutant(
        "the numbers of a group that has moved are no numbers of its new chat",
        "db.ledger.migrated_chats:move",
        "    else:\n        await numbers.forget(connection, moved.id)\n",
        "",
        f"{RECALLS}test_in_a_group_that_has_moved_the_numbers_are_other_messages",
    ),
    mutant(
        "each message of a recipient is deleted",
        "broadcast.model.mending.calls:Mending.due",
        "else messages)",
        "else messages[:1])",
        f"{RECALLS}test_of_an_album_and_more_each_message_is_deleted",
    ),
    mutant(
        "a ledger is kept while its numbers are needed",
        "db.ledger.retention:due",
        "            ~begun_mending.still_needed(),\n",
        "",
        f"{RECALLS}test_an_old_ledger_is_kept_while_its_numbers_are_needed",
    ),
    mutant(
        "what mends is no broadcast among others",
        "db.broadcasts.broadcasts",
        "    _JOINED.where(_LAUNCHED, _SENDS)\n",
        "    _JOINED.where(_LAUNCHED)\n",
        f"{RECALLS}test_what_mends_is_no_broadcast_among_others",
    ),
    mutant(
        "nothing that another bot has sent goes by itself",
        "broadcast.ledger.takeover:Takeover._greet_bot",
        "await delete_after.forget_all(connection)",
        "pass",
        f"{ITSELF}test_the_first_bot_comes_back_and_nothing_is_due",
    ),
    mutant(
        "nothing goes by itself after a restored backup",
        "db.ledger.restored:_pause_mendings",
        "    await delete_after.forget_all(connection)\n",
        "",
        f"{ITSELF}test_after_a_restored_backup_nothing_goes_by_itself[restored]",
    ),
    mutant(
        "what deletes itself does so while Telegram deletes it",
        "db.mending.delete_after:recall_at",
        "smaller(ended_at + hours * HOUR, runs.c.launched_at + LATEST)",
        "ended_at + hours * HOUR",
        f"{ITSELF}test_when_it_is_taken_back",
    ),
    mutant(
        "an album that is partly gone is deleted all the same",
        "broadcast.mending.outcomes:together",
        "return max(before, now, key=_weight)",
        "return before",
        f"{MENDED}test_of_several_messages_what_weighs_most",
    ),
    mutant(
        "whoever may have one more message is not told as done",
        "broadcast.mending.outcomes:end_of",
        "        if unsure:\n            return DeliveryState.SKIPPED, SkipReason.UNKNOWN\n",
        "",
        f"{MENDED}test_of_several_messages_what_weighs_most",
    ),
    mutant(
        "who missed an earlier correction gets the picture of it",
        "broadcast.model.mending.edits:_single",
        "if all(_medium(one) == _medium(new) for one in old):",
        "if any(_medium(one) == _medium(new) for one in old):",
        f"{EDITS}test_who_missed_an_earlier_correction_gets_the_picture_of_it",
    ),
    mutant(
        "a forwarded message is not said to be editable",
        "broadcast.model.mending.edits:_check",
        "    if any(is_forward(one.method) for one in old):\n"
        "        raise _CannotEdit(Uneditable.FORWARDED)\n",
        "",
        f"{EDITS}test_what_can_never_be_edited_is_said_before",
    ),
    mutant(
        "what grows too old meanwhile is not promised",
        "broadcast.model.mending.reach:reach_of",
        "grows_old - now - taken",
        "grows_old - now",
        f"{REACH}test_what_grows_old_meanwhile_is_not_promised",
    ),
    mutant(
        "what has expired can be mended all the same",
        "db.mending.begun:add",
        "values(kind=kind, expires_at=None)",
        "values(kind=kind)",
        f"{RECALLS}test_what_has_expired_is_taken_back_and_corrected_all_the_same",
    ),
    mutant(
        "another bot touches nothing that it has not sent",
        "broadcast.mending.sources:source_of",
        "if await senders.is_of_another(connection, row.run_id):",
        "if False:",
        f"{RECALLS}test_another_bot_does_nothing_to_what_it_has_not_sent",
    ),
    mutant(
        "nothing is stopped of which nobody was told",
        "broadcast.mending.recalling:begin_others",
        "        raise CannotMend(Unmendable.MORE)\n",
        "        pass\n",
        f"{RECALLS}test_what_is_being_sent_to_others_is_stopped_and_taken_back_too",
    ),
    mutant(
        "what is being sent to others is stopped, too",
        "broadcast.mending.recalling:begin_others",
        "        if one.broadcast_id in told:\n",
        "        if False:\n",
        f"{RECALLS}test_what_is_being_sent_to_others_is_stopped_and_taken_back_too",
    ),
    mutant(
        "of what was taken back no better version goes to the others",
        "broadcast.doors.mending.recalls:Recalls._begin",
        "            await recalling.drop_test(connection, row, by=by.user_id, now=now)\n",
        "",
        "tests/engine/test_version_tests.py::test_what_was_taken_back_goes_to_nobody_else",
    ),
    mutant(
        "what was taken back goes to nobody who came since",
        "broadcast.doors.audience.newcomers:_require_kept",
        "if await begun.is_taken_back(connection, {broadcast_id, first}):",
        "if False:",
        "tests/engine/test_newcomers.py::test_what_was_taken_back_goes_to_nobody_who_came_since",
    ),
    mutant(
        "an old text that lands late proves nothing of the corrected one",
        "broadcast.runs.guards:RunGuards.resume",
        "        if self._corrected:  # what has landed meanwhile was the old text\n",
        "        if False:\n",
        "tests/unit/runs/test_run.py::"
        "test_an_old_text_that_lands_late_proves_nothing_of_the_corrected_one",
    ),
)
