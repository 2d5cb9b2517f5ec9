"""What the ledger writes, and what a restart finds in it."""

from tests.mutants.mutant import Edit, Mutant, mutant

BROADCASTS = "tests/engine/test_broadcasts.py::"
FAULTS = "tests/engine/outcomes/test_faults.py::"
LEDGER = "tests/engine/ledger/test_ledger.py::"
EDGES = "tests/engine/ledger/test_ledger_edges.py::"
STORAGE = "tests/engine/ledger/test_storage.py::"
CUT = "tests/engine/ledger/test_cut_commits.py::"
LOST = "tests/engine/ledger/test_lost_commits.py::"
AGAIN = "tests/engine/test_follow_ups.py::"
WHOSE = "tests/engine/outcomes/test_whose_refusal.py::"
VARIANTS = "tests/engine/test_variants.py::"
KILLS = "tests/crash/test_kills.py::"
RESTORING = "tests/engine/ledger/test_restoring.py::"
MATRIX = "tests/crash/test_matrix.py::test_a_kill_at"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "who got only the first messages is counted in the transaction of the rows",
        "db.ledger.deliveries:_counted",
        "        counted[PARTIAL] = partial\n",
        "        pass\n",
        "tests/engine/test_several_messages.py::test_who_got_only_the_first_ones_is_counted",
    ),
    mutant(
        "nobody is passed over between two claims",
        "db.ledger.claims:claim",
        "max(row[0] for row in walked)",
        "max(row[0] for row in walked) + 1",
        f"{BROADCASTS}test_everyone_is_reached_once",
    ),
    mutant(
        "of two who choose the same rows at once one gets them",
        "db.ledger.claims:_claiming",
        "            deliveries.c.state == DeliveryState.PENDING,\n",
        "",
        f"{EDGES}test_whoever_chose_before_another_claim_gets_nothing_of_it",
    ),
    mutant(
        "a snapshot is written around who stands there already",
        "db.ledger.snapshot:_stands_in",
        "return await connection.scalar(there.limit(1)) is not None",
        "return False",
        f"{EDGES}test_a_group_that_moves_while_the_snapshot_is_written_is_in_it[6-2]",
    ),
    mutant(
        "a cancelled run skips only who is still pending",
        "db.ledger.snapshot:skip_chunk",
        "            deliveries.c.state == DeliveryState.PENDING,",
        "",
        f"{EDGES}test_whoever_chose_before_another_claim_gets_nothing_of_it",
    ),
    mutant(
        "a run changes its state only as the table of moves has it",
        "db.schema.states:allowed_from",
        "for old, following in moves.items() if new in following",
        "for old, following in moves.items()",
        f"{EDGES}test_a_run_moves_as_the_table_says[running-finished]",
    ),
    mutant(
        "what was claimed when the program died is uncertain",
        "db.ledger.deliveries:recover",
        """                state=DeliveryState.UNCERTAIN,
                trouble=DeliveryState.UNCERTAIN,
                reason=OwnReason.STOPPED,
""",
        "                state=DeliveryState.PENDING,\n",
        f"{KILLS}test_twenty_kills_lose_nobody_and_send_nothing_twice",
        f"{MATRIX}[answer read]",
        f"{MATRIX}[request's bytes left]",
    ),
    Mutant(
        without="a claim is written before its call",
        edits=(
            Edit(
                where="db.ledger.claims:_claiming",
                old="case((gets_it, DeliveryState.CLAIMED), else_",
                new="case((wants_it, DeliveryState.PENDING), else_",
            ),
            Edit(
                where="db.ledger.claims:claim",
                old="if state == DeliveryState.CLAIMED\n",
                new="if state == DeliveryState.PENDING\n",
            ),
            Edit(
                where="db.ledger.deliveries",
                old='where=f"deliveries.state = {DeliveryState.CLAIMED:d}"',
                new='where="deliveries.state < 2"',
            ),
        ),
        tests=(
            f"{KILLS}test_twenty_kills_lose_nobody_and_send_nothing_twice",
            f"{MATRIX}[answer read]",
        ),
    ),
    mutant(
        "the last flush waits for the commit under way",
        "broadcast.ledger.writer:Ledger.flush",
        "        async with self._committing:\n",
        "        if True:\n",
        f"{LEDGER}test_a_flush_waits_for_the_commit_that_is_under_way",
    ),
    Mutant(
        without="a paused or cancelled one gives no claims",
        edits=(
            Edit(
                where="db.ledger.claims:_claiming",
                old="exists().where(runs.c.id == run_id, runs.c.state == BroadcastState.RUNNING),",
                new="exists().where(runs.c.id == run_id),",
            ),
            Edit(
                where="broadcast.runs.run:ActiveRun.sendable",
                old="return self._state is BroadcastState.RUNNING and not (",
                new="return not (",
            ),
        ),
        tests=(
            f"{KILLS}test_a_paused_one_stays_paused_and_a_cancelled_one_silent",
            f"{LEDGER}test_a_paused_run_gives_no_claims",
            f"{MATRIX}[pause committed]",
            f"{MATRIX}[cancel committed]",
        ),
    ),
    mutant(
        "nothing uncertain is sent again unless somebody says so",
        "broadcast.ledger.transaction:LedgerTransaction._resends",
        "if not self._resend_uncertain:",
        "if False:",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
        f"{FAULTS}test_a_message_that_lands_late_is_not_sent_again",
    ),
    mutant(
        "sending again is for the chosen ones only",
        "db.audience.recipients",
        "states=audience.again, capped=audience.capped)",
        "states=(DeliveryState.FAILED, DeliveryState.UNCERTAIN))",
        f"{AGAIN}test_the_failed_get_it_and_nobody_else",
        f"{AGAIN}test_the_uncertain_get_it_and_nobody_else",
    ),
    mutant(
        "who left is not among those whom a cancelling skipped",
        "db.ledger.open_deliveries:open_keys",
        "state, deliveries.c.reason == SkipReason.CANCELLED]",
        "state]",
        f"{AGAIN}test_who_was_skipped_for_leaving_is_not_the_rest",
    ),
    mutant(
        "a group that a cancelling skipped is found when its two ids turn out to be one",
        "db.ledger.merges",
        "    CANCELLED: 1,\n",
        "",
        f"{AGAIN}test_a_group_that_was_left_out_under_its_new_id_is_not_forgotten",
    ),
    mutant(
        "one decision about the open questions counts",
        "db.broadcasts.follow_ups:decide",
        "            *(column.is_(None) for column in answers),\n",
        "",
        f"{AGAIN}test_of_several_taps_one_counts",
        "tests/dialogs/progress/test_follow_ups.py::test_two_admins_decide",
    ),
    mutant(
        "that a part was taken is written down",
        "broadcast.ledger.transaction:LedgerTransaction.write",
        "            if entry.taken:\n",
        "            if entry.taken < 0:\n",
        f"{WHOSE}test_that_a_part_was_taken_is_known_after_a_restart",
    ),
    mutant(
        "who refused is remembered in the row",
        "db.ledger.deliveries",
        "WHEN {DeliveryState.PENDING:d} THEN deliveries.reason",
        "WHEN {DeliveryState.PENDING:d} THEN NULL",
        f"{WHOSE}test_who_refused_before_is_known_although_the_claim_came_back",
    ),
    mutant(
        "what the ledger cannot hold is left out",
        "broadcast.ledger.writer:Ledger._save_one_by_one",
        "await self._saved(PendingWrites(entries=[entry.plain()]), rest)",
        "pass",
        f"{LEDGER}test_a_number_that_no_database_takes_costs_only_the_number",
    ),
    mutant(
        "who is delayed is not claimed by the way",
        "db.ledger.claims:_next",
        ".where(~waits)",
        "",
        "tests/engine/ledger/test_ledger.py::test_who_is_delayed_is_claimed_by_number_only",
    ),
    mutant(
        "a cancelled run skips who is delayed",
        "db.ledger.snapshot:skip_chunk",
        "        await parts.lower_cursor(connection, run_id, lowest - 1)\n",
        "        pass\n",
        "tests/engine/ledger/test_ledger.py::test_a_cancelled_run_skips_who_is_delayed",
    ),
    mutant(
        "news of somebody who came back are newer than a call's",
        "broadcast.ledger.returns:RecentReturns.since",
        "return at is not None and at >= left",
        "return False",
        "tests/engine/ledger/test_returned.py::test_a_refusal_of_before_they_came_back_does_not_count",
        f"{LEDGER}test_a_start_behind_a_refused_call_was_undone_by_its_outcome",
    ),
    mutant(
        "the subscriber is looked at again",
        "db.ledger.claims:_claiming",
        "state=case((gets_it, DeliveryState.CLAIMED), else_=DeliveryState.SKIPPED),",
        "state=DeliveryState.CLAIMED,",
        f"{BROADCASTS}test_who_leaves_or_is_erased_meanwhile_is_skipped",
    ),
    mutant(
        "a chat that has moved is followed",
        "broadcast.ledger.transaction:LedgerTransaction._tell_subscribers",
        "            if entry.new_chat_id is not None:\n",
        "            if entry.new_chat_id == 0:\n",
        f"{FAULTS}test_a_migrated_group_gets_it_under_its_new_id",
        f"{FAULTS}test_a_migration_into_a_known_chat_sends_once",
    ),
    Mutant(
        # Each alone would do: who has it is exchanged for, or skipped where it is still pending.
        without="a chat that was known under both ids gets it once",
        edits=(
            Edit(
                where="db.ledger.migrated_chats:_merge",
                old="            await _skip_unmade(connection, run_id, keep)\n        elif",
                new="            pass\n        elif",
            ),
            Edit(
                where="db.ledger.merges:merge_made",
                old="    for pair in pairs:\n        await _exchange(",
                new="    for pair in ():\n        await _exchange(",
            ),
        ),
        tests=(f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",),
    ),
    mutant(
        "who is in question under the new id stays so",
        "db.ledger.merges:merge_made",
        "    for pair in pairs:\n        await _exchange(",
        "    for pair in ():\n        await _exchange(",
        f"{EDGES}test_a_group_in_question_under_its_new_id_is_so_when_the_old_one_says_it_moved",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    mutant(
        "a chat that moved to itself stays",
        "db.ledger.migrated_chats:move",
        "if moved is None or old == new:",
        "if moved is None:",
        f"{EDGES}test_a_group_that_moved_to_itself_was_deleted",
    ),
    mutant(
        "outcomes are kept while the database cannot be written",
        "broadcast.ledger.writer:Ledger._write",
        "        except DatabaseTrouble as trouble:\n            self._keep(writes)\n",
        "        except DatabaseTrouble as trouble:\n",
        f"{STORAGE}test_a_database_locked_by_another_program_for_ten_seconds",
    ),
    mutant(
        "an outcome whose commit came through unheard is not counted again",
        "broadcast.ledger.transaction:LedgerTransaction.write",
        "entries = [entry for place, entry in enumerate(entries) if place in due]",
        "pass",
        f"{LOST}test_everybody_has_one_outcome_whichever_answers_are_lost",
        f"{CUT}test_a_commit_that_was_cut_off",
    ),
    mutant(
        "who goes on to the next step has done so once",
        "db.recovery.in_doubt:unwritten",
        "and claimed[one.run_id, one.subscriber_id] == one.step",
        "and False",
        f"{LOST}test_what_was_paid_is_counted_once[True]",
    ),
    mutant(
        "whoever was claimed unheard is pending again",
        "broadcast.ledger.writer:Ledger._write",
        "given_back[:] = await in_doubt.give_back(connection, self._held.of)",
        "pass",
        f"{LOST}test_everybody_has_one_outcome_whichever_answers_are_lost",
        f"{CUT}test_a_commit_that_was_cut_off",
    ),
    mutant(
        "what is in our hands is not given back",
        "db.recovery.in_doubt:give_back",
        " - {*held(run_id)}",
        "",
        f"{LOST}test_everybody_has_one_outcome_whichever_answers_are_lost",
    ),
    mutant(
        "a pause whose commit came through unheard was made",
        "broadcast.ledger.transaction:pause",
        "return await runs.stands_paused(connection, run_id, reason, detail)",
        "return False",
        f"{LOST}test_a_pause_that_was_made_unheard_was_made",
    ),
    mutant(
        "a run says where its claimed ones stand",
        "db.ledger.claims:claim",
        "        await _note_window(connection, run_id, claimed, noted)\n",
        "        pass\n",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    mutant(
        "the failed and the uncertain are found by their column",
        "db.ledger.deliveries",
        "THEN {{state}} END",
        "THEN NULL END",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    mutant(
        "room is tried out before a full disk counts as mended",
        "broadcast.ledger.writer:Ledger._write",
        "                await engine_state.try_out(connection)\n",
        "                pass\n",
        "tests/engine/ledger/test_full_disk.py::test_a_commit_that_needs_no_room_proves_nothing",
        "tests/engine/ledger/test_server_full.py::test_a_commit_that_needs_no_room_proves_nothing",
    ),
    mutant(
        "the room that is tried out is not compressed away",
        "db.engine_state:try_out",
        "token_urlsafe(TRIAL_BYTES)",
        '"x" * TRIAL_BYTES',
        "tests/engine/ledger/test_server_full.py::test_a_commit_that_needs_no_room_proves_nothing",
    ),
    mutant(
        "pruning takes plain successes only",
        "db.ledger.retention:prune_chunk",
        "delete(deliveries).where(*here, deliveries.c.state == DeliveryState.SENT)",
        "delete(deliveries).where(*here)",
        "tests/engine/ledger/test_retention.py::test_only_plain_successes_go_whatever_the_piece",
    ),
    mutant(
        "who may have got it since the backup is not sent it by UNCERTAIN_POLICY",
        "db.ledger.restored:doubt_unfinished",
        "                resent=True,\n",
        "",
        f"{RESTORING}test_a_restored_backup_wrote_to_everybody_again[True]",
    ),
    mutant(
        "who was not in the ledger yet at the backup is asked about too",
        "db.ledger.restored:doubt_unfinished",
        "        while not frozen:\n",
        "        while False:\n",
        f"{RESTORING}test_who_was_not_even_in_the_ledger_yet_may_have_got_it_too",
    ),
    mutant(
        "counters move with the rows",
        "db.ledger.deliveries:record",
        "        await runs_queries.add_to_counters(connection, run_id, counted[run_id])\n",
        "",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    mutant(
        "answers are counted by the minute in their own commit",
        "broadcast.ledger.transaction:LedgerTransaction.write",
        "        await minutes.add(connection, counted, now=int(now))\n",
        "",
        f"{BROADCASTS}test_the_minutes_of_a_run_add_up_to_its_figures",
    ),
    mutant(
        "what is taken back is in no minute",
        "db.ledger.deliveries:resend_uncertain",
        '    await minutes.take_back(connection, run_id, "uncertain", len(steps))\n',
        "",
        "tests/engine/outcomes/test_faults.py"
        "::test_uncertain_ones_are_sent_again_where_the_owner_chose_so",
    ),
    mutant(
        "the cursor goes back to whoever is put back",
        "db.ledger.deliveries:record",
        "            await parts.put_back(connection, run_id, put_back)\n",
        "            pass\n",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    mutant(
        "an outcome needs a claim",
        "db.ledger.deliveries",
        'where=f"deliveries.state = {DeliveryState.CLAIMED:d}"',
        'where="true"',
        f"{LEDGER}test_an_outcome_without_a_claim_is_refused",
    ),
    mutant(
        "whoever comes back to be delayed in a cancelled broadcast is skipped, too",
        "broadcast.ledger.writer:Ledger._after",
        "            if entry.state is DeliveryState.PENDING:\n",
        "            if entry.state is DeliveryState.PENDING and entry.delay is None:\n",
        "tests/engine/test_own_floods.py::test_one_that_is_cancelled_while_a_slow_chat_is_asked_ends_all_the_same",
    ),
    mutant(
        "the variant is chosen with the snapshot",
        "db.audience.recipients:Matching._rows",
        "subscribers.c.id, literal(0), variant\n",
        "subscribers.c.id, literal(0), literal(0)\n",
        f"{VARIANTS}test_each_gets_their_language_and_whoever_has_none_the_first",
    ),
    mutant(
        "sent again it is the variant that was begun",
        "db.audience.recipients:Again.rows",
        "                deliveries.c.variant,\n",
        "            literal(0),\n",
        f"{VARIANTS}test_sent_again_it_is_the_same_language_at_the_step_that_is_missing",
    ),
    mutant(
        "a group that moves has its variant chosen, too",
        "db.audience.recipients:Matching.placed",
        '{"variant": variant, ',
        '{"variant": 0, ',
        f"{VARIANTS}test_a_group_that_moves_while_the_snapshot_is_written_gets_its_language",
    ),
    mutant(
        "a variant that was taken proves itself alone",
        "broadcast.guards.variants:VariantGuards.of",
        "self._guards[variant]",
        "self._guards[0]",
        f"{VARIANTS}test_that_others_take_theirs_proves_nothing_of_a_bad_version",
    ),
    mutant(
        "what was taken of each variant is known after a restart",
        "broadcast.runs.active_runs:_answers",
        "if row.taken_steps else {}",
        "if False else {}",
        f"{VARIANTS}test_a_variant_that_somebody_got_is_proven_after_a_restart",
    ),
    mutant(
        "a version that nobody took is not proven by the others",
        "broadcast.doors.follow_ups:FollowUps._add",
        "                    unproven=unproven if proven else (),\n",
        "",
        f"{VARIANTS}"
        "test_a_version_that_nobody_took_is_not_proven_by_the_others_when_the_rest_get_it",
    ),
    mutant(
        "of a group that got it twice the message that is left stays known",
        "db.ledger.merges:_closer",
        "        or (pair.dropped == pair.kept == DeliveryState.SENT)\n",
        "",
        "tests/engine/ledger/test_ledger_edges.py::"
        "test_of_a_group_that_got_it_twice_the_message_that_is_left_stays_known",
    ),
)
