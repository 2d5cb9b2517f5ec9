"""Each defence of a guarantee, how to take it out, and the tests that must fail then.

The text to be replaced must stand exactly once in its file. A defence that was rewritten makes its
line here wrong, and `make mutants` says so: then take the new one out instead.
"""

from dataclasses import dataclass

BROADCASTS = "tests/engine/test_broadcasts.py::"
FAULTS = "tests/engine/test_faults.py::"
NARROW = "tests/engine/test_narrow.py::"
LEDGER = "tests/engine/test_ledger.py::"
ODD = "tests/engine/test_odd_answers.py::"
EDGES = "tests/engine/test_ledger_edges.py::"
STORAGE = "tests/engine/test_storage.py::"
AGAIN = "tests/engine/test_again.py::"
PAUSES = "tests/engine/test_self_pause.py::"
WHOSE = "tests/engine/test_whose_refusal.py::"
SCOPE = "tests/unit/test_flood_scope.py::"
KILLS = "tests/crash/test_kills.py::"
RESTORING = "tests/engine/test_restoring.py::"
TEAM = "tests/unit/test_team.py::"
TRANSFER = "tests/unit/test_transfer.py::"
COMMAND_FILES = "tests/unit/test_command_files.py::"
MATRIX = "tests/crash/test_matrix.py::test_a_kill_at"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    file: str
    old: str
    new: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Mutant:
    """`without`: the defence that is taken out; each of the tests must fail."""

    without: str
    edits: tuple[Edit, ...]
    tests: tuple[str, ...]


def _mutant(without: str, file: str, old: str, new: str, *tests: str) -> Mutant:
    return Mutant(without=without, edits=(Edit(file=file, old=old, new=new),), tests=tests)


MUTANTS: tuple[Mutant, ...] = (
    _mutant(
        "nobody is passed over between two claims",
        "db/deliveries.py",
        'changes["cursor"] = max(row[0] for row in walked)',
        'changes["cursor"] = max(row[0] for row in walked) + 1',
        f"{BROADCASTS}test_everyone_is_reached_once",
    ),
    _mutant(
        "what was claimed when the program died is uncertain",
        "db/deliveries.py",
        ".values(state=UNCERTAIN, reason=OwnReason.STOPPED)",
        ".values(state=PENDING, reason=None)",
        f"{KILLS}test_twenty_kills_lose_nobody_and_send_nothing_twice",
        f"{MATRIX}[answer read]",
        f"{MATRIX}[request's bytes left]",
    ),
    Mutant(
        without="a claim is written before its call",
        edits=(
            Edit(
                file="db/deliveries.py",
                old='state=case((standing == "active", CLAIMED), else_=SKIPPED),',
                new='state=case((standing == "active", PENDING), else_=SKIPPED),',
            ),
            Edit(file="db/deliveries.py", old="if state == CLAIMED\n", new="if state == PENDING\n"),
            Edit(
                file="db/deliveries.py",
                old="WHERE run_id = ?1 AND subscriber_id = ?2 AND state = 1\n",
                new="WHERE run_id = ?1 AND subscriber_id = ?2 AND state < 2\n",
            ),
        ),
        tests=(
            f"{KILLS}test_twenty_kills_lose_nobody_and_send_nothing_twice",
            f"{MATRIX}[answer read]",
        ),
    ),
    _mutant(
        "a planned end waits for the calls under way",
        "broadcast/bulk.py",
        "while self._calls and self._clock.monotonic() < deadline:",
        "while False:",
        f"{KILLS}test_twenty_planned_restarts_leave_nobody_uncertain",
    ),
    _mutant(
        "the last flush waits for the commit under way",
        "broadcast/ledger.py",
        "        async with self._committing:\n            troubled",
        "        if True:\n            troubled",
        f"{LEDGER}test_a_flush_waits_for_the_commit_that_is_under_way",
    ),
    Mutant(
        without="a paused or cancelled one gives no claims",
        edits=(
            Edit(
                file="db/deliveries.py",
                old='exists().where(runs.c.id == run_id, runs.c.state == "running"),',
                new="exists().where(runs.c.id == run_id),",
            ),
            Edit(
                file="broadcast/roster.py",
                old="return self.state is BroadcastState.RUNNING and not self.held",
                new="return not self.held",
            ),
        ),
        tests=(
            f"{KILLS}test_a_paused_one_stays_paused_and_a_cancelled_one_silent",
            f"{LEDGER}test_a_paused_run_gives_no_claims",
            f"{MATRIX}[pause committed]",
            f"{MATRIX}[cancel committed]",
        ),
    ),
    _mutant(
        "what waits is given back when its broadcast pauses",
        "broadcast/bulk.py",
        "            self._claims.put_back_strays()\n",
        "",
        f"{NARROW}test_a_claim_that_was_never_begun_is_given_back_when_its_broadcast_pauses",
    ),
    _mutant(
        "what waits is given back when the gate closes",
        "broadcast/bulk.py",
        "            if not self._able():\n                self._claims.return_all()\n",
        "            if not self._able():\n",
        f"{NARROW}test_a_claim_that_was_never_begun_is_not_uncertain_after_a_crash",
    ),
    _mutant(
        "a lost answer is uncertain",
        "broadcast/outcome.py",
        "unanswered = Verdict.UNCERTAIN if left else Verdict.NOT_SENT",
        "unanswered = Verdict.NOT_SENT",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
        f"{FAULTS}test_a_message_that_lands_late_is_not_sent_again",
    ),
    _mutant(
        "an error page is uncertain",
        "broadcast/reading.py",
        "return Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.BAD_ANSWER)",
        "return Outcome(verdict=Verdict.NOT_SENT, detail=OwnReason.BAD_ANSWER)",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
    ),
    _mutant(
        "albums and copies are unwrapped",
        "broadcast/refusals.py",
        "inner = _WRAPPED.search(description)",
        "inner = _WRAPPED.search(str())",
        "tests/unit/test_outcome.py::test_albums_and_copies_wrap_their_refusals",
    ),
    _mutant(
        "what a refusal quotes is left out",
        "broadcast/refusals.py",
        'plain = _QUOTED.sub("", words).lower()',
        "plain = words.lower()",
        "tests/unit/test_outcome.py::test_what_a_refusal_quotes_are_not_its_words",
    ),
    _mutant(
        "a 403 in unknown words does not mean blocked",
        "broadcast/refusals.py",
        "return Verdict.FAILED if code == HTTPStatus.FORBIDDEN else Verdict.UNKNOWN",
        "return Verdict.BLOCKED if code == HTTPStatus.FORBIDDEN else Verdict.UNKNOWN",
        "tests/unit/test_outcome.py::test_a_403_in_words_that_nobody_knows_does_not_mean_blocked",
    ),
    _mutant(
        "numbers of an answer are held against their range",
        "broadcast/reading.py",
        "return value if low <= value <= high else None",
        "return value",
        "tests/unit/test_outcome.py"
        "::test_whatever_is_answered_the_ledger_can_hold_what_is_made_of_it",
        "tests/unit/test_outcome.py::test_a_message_number_that_is_none_is_not_kept",
    ),
    _mutant(
        "a group that migrated to itself is not followed",
        "broadcast/reading.py",
        "if new_chat_id is None or new_chat_id == chat_id:",
        "if new_chat_id is None:",
        "tests/unit/test_outcome.py::test_a_group_that_migrated_to_nowhere_or_to_itself_has_failed",
    ),
    _mutant(
        "uncertain is narrow: what never left is not sent",
        "broadcast/outcome.py",
        "unanswered = Verdict.UNCERTAIN if left else Verdict.NOT_SENT",
        "unanswered = Verdict.UNCERTAIN",
        f"{FAULTS}test_a_refused_connection_leaves_nobody_uncertain",
        f"{NARROW}test_a_name_that_cannot_be_resolved_is_not_sent",
        f"{NARROW}test_a_handshake_that_fails_is_not_sent",
        f"{NARROW}test_who_waits_for_a_connection_when_time_is_up_was_not_sent_to",
    ),
    _mutant(
        "a call that was cancelled before it left is given back",
        "broadcast/sender.py",
        "            if not flight.left:\n                raise\n",
        "",
        f"{NARROW}test_cancelled_while_it_waits_for_a_connection_it_was_not_sent",
    ),
    _mutant(
        "nothing uncertain is sent again unless somebody says so",
        "broadcast/ledger.py",
        "if self._resend and await",
        "if await",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
        f"{FAULTS}test_a_message_that_lands_late_is_not_sent_again",
    ),
    _mutant(
        "sending again is for the chosen ones only",
        "db/again.py",
        'CODES = {"failed": FAILED, "uncertain": UNCERTAIN, "cancelled": SKIPPED}',
        'CODES = {"failed": UNCERTAIN, "uncertain": FAILED, "cancelled": SKIPPED}',
        f"{AGAIN}test_the_failed_get_it_and_nobody_else",
        f"{AGAIN}test_the_uncertain_get_it_and_nobody_else",
    ),
    _mutant(
        "one decision about the open questions counts",
        "db/again.py",
        "            *(column.is_(None) for column in answers),\n",
        "",
        f"{AGAIN}test_of_several_taps_one_counts",
        "tests/dialogs/test_again.py::test_two_admins_decide",
    ),
    _mutant(
        "the outage brake",
        "broadcast/brake.py",
        "        self.closed = True\n",
        "        self.closed = False\n",
        f"{FAULTS}test_an_outage_leaves_a_handful_uncertain_not_its_length",
    ),
    _mutant(
        "the flood gate",
        "broadcast/flood_gate.py",
        "        self.until = now + seconds\n",
        "        self.until = now\n",
        f"{FAULTS}test_a_ban_is_waited_out_and_nobody_is_lost",
        f"{FAULTS}test_the_gate_is_remembered_over_a_restart",
    ),
    _mutant(
        "the gate is remembered",
        "broadcast/assembly.py",
        "gate=await _remembered_gate(database),",
        "gate=None,",
        f"{FAULTS}test_the_gate_is_remembered_over_a_restart",
    ),
    _mutant(
        "the guard that watches for refused content",
        "broadcast/guard.py",
        "if self.condemned or self._refusals[suspect.step] < REFUSALS:",
        "if self.condemned or self._refusals[suspect.step] < 99:",
        f"{FAULTS}test_refused_content_pauses_and_marks_nobody",
        f"{FAULTS}test_a_refusal_in_words_that_nobody_knows_pauses_too",
    ),
    _mutant(
        "suspects are taken back",
        "broadcast/stops.py",
        "take_back = run.guard.suspects if reason is PauseReason.CONTENT else ()",
        "take_back = ()",
        f"{FAULTS}test_refused_content_pauses_and_marks_nobody",
    ),
    _mutant(
        "nobody took it: that is no end",
        "broadcast/engine.py",
        "return run is None or not running or not run.guard.unresolved",
        "return True",
        f"{FAULTS}test_refused_content_pauses_for_the_smallest_audience",
        f"{FAULTS}test_a_refusal_in_words_that_nobody_knows_pauses_too",
    ),
    _mutant(
        "whoever takes it proves it",
        "broadcast/guard.py",
        "        self.taken = step + 1\n",
        "",
        "tests/unit/test_brake_and_guard.py"
        "::test_any_number_of_refusals_is_the_recipients_own_once_somebody_took_it",
        f"{WHOSE}test_a_few_who_refuse_it_among_others_have_failed_and_nothing_pauses",
    ),
    _mutant(
        "that it was taken is known after a restart",
        "broadcast/roster.py",
        "taken = len(self.calls) if proven or row.sent else row.taken_steps",
        "taken = len(self.calls) if proven else 0",
        f"{WHOSE}test_what_was_taken_before_a_restart_is_proven_after_it",
        f"{WHOSE}test_that_a_part_was_taken_is_known_after_a_restart",
    ),
    _mutant(
        "that a part was taken is written down",
        "broadcast/ledger.py",
        "            if note.taken:\n",
        "            if note.taken < 0:\n",
        f"{WHOSE}test_that_a_part_was_taken_is_known_after_a_restart",
    ),
    _mutant(
        "who refused before a resume does not count twice",
        "broadcast/guard.py",
        "self._refusals[suspect.step] += not before",
        "self._refusals[suspect.step] += 1",
        f"{WHOSE}test_one_resume_is_enough_when_the_first_three_refuse_it",
    ),
    _mutant(
        "who refused is remembered in the row",
        "db/deliveries.py",
        "reason = CASE ?3 WHEN 0 THEN reason ELSE ?6 END",
        "reason = ?6",
        f"{WHOSE}test_who_refused_before_is_known_although_the_claim_came_back",
    ),
    _mutant(
        "suspects are known after a restart",
        "broadcast/roster.py",
        "    if row.sent or not row.failed:\n",
        "    if row.failed or not row.failed:\n",
        f"{WHOSE}test_a_restart_before_the_verdict_forgets_no_suspect",
    ),
    _mutant(
        "calls on their way may still prove it",
        "broadcast/stops.py",
        "while run.guard.condemned and run.begun > 0:",
        "while False:",
        f"{WHOSE}test_who_was_asked_before_the_verdict_may_still_take_it",
    ),
    _mutant(
        "who takes no voice messages is no failure of the broadcast",
        "broadcast/failures.py",
        "REFUSED = frozenset({Verdict.FAILED}) | SUSPICIOUS",
        "REFUSED = frozenset({Verdict.FAILED, Verdict.DECLINED}) | SUSPICIOUS",
        f"{WHOSE}test_who_takes_no_voice_messages_never_pauses_a_broadcast",
    ),
    _mutant(
        "the canary",
        "broadcast/canary.py",
        "return max(0, self._left - begun) if self._left > 0 else None",
        "return None",
        f"{PAUSES}test_nobody_else_begins_before_the_canary_has_answered",
        "tests/unit/test_canary.py::test_a_canary_is_never_more_than_its_size",
    ),
    _mutant(
        "too many failures pause it",
        "broadcast/delivery.py",
        "if run.failures.saw(outcome.verdict, outcome.detail) and run.left > 0:",
        "if run.failures.saw(outcome.verdict, outcome.detail) and run.left < 0:",
        f"{PAUSES}test_failures_pause_it_before_more_than_the_canary_are_reached",
        f"{PAUSES}test_going_on_after_failures_reaches_the_rest",
        f"{PAUSES}test_the_wrong_bots_list_is_not_marked_to_its_end",
    ),
    _mutant(
        "too many lost answers pause it",
        "broadcast/delivery.py",
        "if run.losses.lost() and run.left > 0:",
        "if run.losses.lost() and run.left < 0:",
        f"{PAUSES}test_lost_answers_beside_a_healthy_broadcast_pause_it_with_the_count",
        f"{PAUSES}test_a_line_that_loses_every_third_answer_pauses_it",
        f"{PAUSES}test_a_server_that_answers_probes_and_no_message_pauses_it",
    ),
    _mutant(
        "what an outage loses does not count",
        "broadcast/delivery.py",
        "            elif not self._brake.closed:\n",
        "            else:\n",
        f"{PAUSES}test_what_an_outage_loses_is_no_reason_to_pause",
    ),
    _mutant(
        "people whom Telegram does not know pause it",
        "broadcast/failures.py",
        "if not self._judges_strangers or self._strangers < STRANGERS_IN_A_ROW:",
        "if True:",
        f"{PAUSES}test_the_wrong_bots_list_is_not_marked_to_its_end",
    ),
    _mutant(
        "a refused token pauses everything",
        "broadcast/delivery.py",
        "self._pause(None, PauseReason.TOKEN, outcome.detail)",
        "pass",
        f"{FAULTS}test_a_refused_token_pauses_everything",
    ),
    _mutant(
        "another bot's token is noticed",
        "broadcast/engine.py",
        "if known is not None and known != str(self._bot_id):",
        "if known is None and known != str(self._bot_id):",
        f"{FAULTS}test_another_bots_token_does_not_go_on_with_these_subscribers",
    ),
    _mutant(
        "whatever breaks over an answer leaves nobody claimed",
        "broadcast/delivery.py",
        "if claim in self._open:",
        "if claim is None:",
        f"{ODD}test_a_fault_of_ours_over_an_answer_costs_one_recipient_at_most",
    ),
    _mutant(
        "a pace that breaks costs no outcome",
        "broadcast/delivery.py",
        "    except Exception:\n        logger.exception(what)\n",
        "    except LookupError:\n        logger.exception(what)\n",
        f"{ODD}test_a_fault_of_ours_over_an_answer_costs_one_recipient_at_most",
        f"{ODD}test_a_fault_after_an_outcome_was_noted_makes_no_second_one",
    ),
    _mutant(
        "what the ledger cannot hold is left out",
        "broadcast/ledger.py",
        "await self._saved(Batch(notes=[note.plain()]), rest)",
        "pass",
        f"{LEDGER}test_a_number_that_no_database_takes_costs_only_the_number",
    ),
    _mutant(
        "a chat that moves in a ring is not followed",
        "broadcast/roster.py",
        "return new_chat_id in left_behind",
        "return new_chat_id is None",
        f"{ODD}test_a_chat_that_moves_in_a_ring_is_not_followed_for_ever",
    ),
    _mutant(
        "a chat's own pace",
        "broadcast/chat_pace.py",
        "        chat.paced_upto += INTERVAL\n",
        "",
        "tests/unit/test_lane.py::test_one_chat_gets_a_burst_and_then_one_a_second",
    ),
    _mutant(
        "whoever writes on and on moves a broadcast back for seconds only",
        "broadcast/chat_pace.py",
        "    return max(0.0, min(wait, chat.bulk_since + PATIENCE - now))\n",
        "    return max(0.0, wait)\n",
        "tests/unit/test_chat_pace.py"
        "::test_whoever_writes_on_and_on_moves_the_broadcast_back_for_seconds_only",
    ),
    _mutant(
        "replies get half of a group's minute",
        "broadcast/chat_pace.py",
        "        if reply and not _room(replies, at, cost, GROUP_REPLIES):\n",
        "        if False:\n",
        "tests/unit/test_chat_pace.py::test_replies_leave_a_group_s_broadcast_half_of_its_minute",
    ),
    _mutant(
        "a rush leaves bulk more than half",
        "broadcast/reply_pace.py",
        "share = SHARE if now - self._bulk_at < BULK_LATELY else ALONE",
        "share = ALONE",
        "tests/unit/test_limiter.py::test_a_rush_of_replies_leaves_bulk_its_share",
    ),
    _mutant(
        "a group's flood is its own",
        "broadcast/flood_scope.py",
        "    return chat is None or (isinstance(chat, int) and chat > 0)\n",
        "    return True\n",
        f"{SCOPE}test_a_group_in_slow_mode_holds_up_itself_alone",
        f"{SCOPE}test_groups_in_slow_mode_among_people_are_each_their_own",
        f"{SCOPE}test_a_slow_group_does_not_prolong_a_ban_of_the_token",
    ),
    _mutant(
        "what is taken clears the token",
        "broadcast/floods.py",
        "        gate.open()\n",
        "",
        f"{SCOPE}test_a_person_s_chat_that_refuses_alone_is_found_out_by_the_next_answer",
        f"{SCOPE}test_a_rush_of_slow_groups_does_not_close_the_gate_on_people",
    ),
    _mutant(
        "what left before proves nothing",
        "broadcast/flood_scope.py",
        " if one.heard <= left}",
        "}",
        f"{SCOPE}test_an_old_call_that_lands_during_a_ban_proves_nothing",
    ),
    _mutant(
        "an edit's flood is the edits'",
        "broadcast/flood_scope.py",
        "        if is_person(sign.chat) and not sign.edit:\n",
        "        if is_person(sign.chat):\n",
        f"{SCOPE}test_a_flood_of_one_chat_s_edits_stops_neither_sends_nor_other_edits",
    ),
    _mutant(
        "a long ban that one chat told of is tried in another",
        "broadcast/flood_gate.py",
        "min(self.until, self._try_at) - self",
        "self.until - self",
        f"{SCOPE}test_31_years_are_not_believed_to_one_chat",
        f"{SCOPE}test_what_was_remembered_over_a_restart_is_tried_before_its_time",
    ),
    _mutant(
        "the probe goes to another chat than the one that refused",
        "broadcast/claims.py",
        "        if self._limiter.passes_over(claim.chat_id):\n",
        "        if False:\n",
        "tests/unit/test_claims.py::test_the_probe_after_a_ban_passes_over_the_chat_that_refused",
    ),
    _mutant(
        "who waits aside is not claimed by the way",
        "db/deliveries.py",
        ".where(~waits)",
        "",
        "tests/engine/test_ledger.py::test_who_waits_aside_is_claimed_by_number_only",
    ),
    _mutant(
        "a cancelled run skips who waits aside",
        "db/pieces.py",
        "        await lower_cursor(connection, run_id, lowest - 1)\n",
        "        pass\n",
        "tests/engine/test_ledger.py::test_a_cancelled_run_skips_who_waits_aside",
    ),
    _mutant(
        "a bound to one person's updates",
        "bot/intake.py",
        "if self._in_hand.get(person, 0) >= WAITING and not _matters(update):",
        "if self._in_hand.get(person, 0) < 0:",
        "tests/unit/test_intake.py::test_one_who_writes_and_writes_does_not_take_all_the_places",
    ),
    _mutant(
        "who blocked the bot is remembered",
        "broadcast/delivery.py",
        "Verdict.BLOCKED: (DeliveryState.BLOCKED, SubscriberState.BLOCKED),",
        "Verdict.BLOCKED: (DeliveryState.BLOCKED, None),",
        f"{FAULTS}test_blocked_and_gone_people_are_told_apart_and_remembered",
    ),
    _mutant(
        "the subscriber is looked at again",
        "db/deliveries.py",
        'state=case((standing == "active", CLAIMED), else_=SKIPPED),',
        "state=CLAIMED,",
        f"{BROADCASTS}test_who_leaves_or_is_erased_meanwhile_is_skipped",
    ),
    _mutant(
        "a chat that has moved is followed",
        "broadcast/ledger.py",
        "            if note.new_chat_id is not None:\n",
        "            if note.new_chat_id == 0:\n",
        f"{FAULTS}test_a_migrated_group_gets_it_under_its_new_id",
        f"{FAULTS}test_a_migration_into_a_known_chat_sends_once",
    ),
    _mutant(
        "a chat that was known under both ids gets it once",
        "db/chats.py",
        "        if state != PENDING:\n            await _skip_unmade(connection, run_id, keep)\n",
        "        if state != PENDING:\n            pass\n",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    _mutant(
        "who is in question under the new id stays so",
        "db/merges.py",
        "    for pair in pairs:\n        await _exchange(",
        "    for pair in ():\n        await _exchange(",
        f"{EDGES}test_a_group_in_question_under_its_new_id_is_so_when_the_old_one_says_it_moved",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    _mutant(
        "a chat that moved to itself stays",
        "db/chats.py",
        "if moved is None or old == new:",
        "if moved is None:",
        f"{EDGES}test_a_group_that_moved_to_itself_was_deleted",
    ),
    _mutant(
        "of two launches one counts",
        "db/broadcasts.py",
        '.where(broadcasts.c.id == broadcast_id, broadcasts.c.stage != "launched")',
        ".where(broadcasts.c.id == broadcast_id)",
        f"{BROADCASTS}test_of_two_launches_at_once_one_counts",
    ),
    _mutant(
        "broadcasts take turns",
        "broadcast/claims.py",
        "            self._waiting[run_id] = waiting  # at the end\n",
        "            self._waiting = {run_id: waiting, **self._waiting}\n",
        f"{BROADCASTS}test_fifty_people_do_not_wait_behind_a_crowd",
    ),
    _mutant(
        "outcomes are kept while the database cannot be written",
        "broadcast/ledger.py",
        "            except DatabaseTrouble as trouble:\n                self._keep(batch)\n",
        "            except DatabaseTrouble as trouble:\n",
        f"{STORAGE}test_a_database_locked_by_another_program_for_ten_seconds",
    ),
    _mutant(
        "what people ask for waits longer",
        "db/engine.py",
        "for _ in range(tries - 1):",
        "for _ in range(0):",
        f"{STORAGE}test_what_people_ask_for_waits_longer_for_another_program",
    ),
    _mutant(
        "a snapshot that cannot be written stops the sending",
        "broadcast/settler.py",
        '                self._storage.failed("settler", str(error))\n',
        "",
        f"{STORAGE}test_a_full_database",
    ),
    _mutant(
        "room is tried out before a full disk counts as mended",
        "broadcast/ledger.py",
        "                    await memory.try_out(connection)\n",
        "                    pass\n",
        "tests/engine/test_full_disk.py::test_a_commit_that_needs_no_room_proves_nothing",
    ),
    _mutant(
        "thinning takes plain successes only",
        "db/thinning.py",
        "delete(deliveries).where(*here, deliveries.c.state == SENT)",
        "delete(deliveries).where(*here)",
        "tests/engine/test_thinning.py::test_only_plain_successes_go_whatever_the_piece",
    ),
    _mutant(
        "a file in another encoding is refused before its first row",
        "db/csv_input.py",
        "        for _ in _checking(file, most):\n            pass\n        file.seek(start)\n",
        "        file.seek(start)\n",
        f"{TRANSFER}test_a_file_in_another_encoding_went_in_with_broken_names",
    ),
    _mutant(
        "reading ends though the file does not",
        "db/csv_input.py",
        "        if size > most:\n",
        "        if size > 20 * most:\n",
        f"{TRANSFER}test_a_file_without_an_end_was_read_for_ever",
    ),
    _mutant(
        "a number is a moment only where it fits",
        "db/moments.py",
        "        if EARLIEST <= seconds <= latest:",
        "        if seconds <= latest:",
        f"{TRANSFER}test_numbers_that_are_no_seconds_became_1970",
    ),
    _mutant(
        "who may have got it since the backup is asked about",
        "broadcast/restoring.py",
        "    async with database.write() as connection:\n        counts = await doubt_unfinished(",
        "    return {}\n    async with database.write() as connection:\n"
        "        counts = await doubt_unfinished(",
        f"{RESTORING}test_a_restored_backup_wrote_to_everybody_again[False]",
    ),
    _mutant(
        "who may have got it since the backup is not sent it by UNCERTAIN_POLICY",
        "db/doubts.py",
        "pause_detail=detail, resent=True)",
        "pause_detail=detail)",
        f"{RESTORING}test_a_restored_backup_wrote_to_everybody_again[True]",
    ),
    _mutant(
        "who was not in the ledger yet at the backup is asked about too",
        "db/doubts.py",
        "        if not frozen:\n",
        "        if frozen:\n",
        f"{RESTORING}test_who_was_not_even_in_the_ledger_yet_may_have_got_it_too",
    ),
    _mutant(
        "what may have been paid since the backup counts as paid",
        "broadcast/restoring.py",
        "        await charge_lost(connection, counts)\n",
        "",
        f"{RESTORING}test_what_may_have_been_paid_since_counts_as_paid[100]",
    ),
    _mutant(
        "nothing is restored under another program's hands",
        "db/backup.py",
        '        raise DatabaseTrouble(f"{database} is in use',
        '        return\n        raise DatabaseTrouble(f"{database} is in use',
        "tests/unit/test_backup.py::test_a_restore_under_another_program_is_refused",
    ),
    _mutant(
        "the database is its owner's alone",
        "db/private.py",
        "os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)",
        "os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)",
        "tests/unit/test_backup.py::test_everybody_on_the_machine_could_read_the_database",
    ),
    _mutant(
        "only owners change the team",
        "handlers/access.py",
        "        if needed is Role.OWNER and role is not Role.OWNER:\n",
        "        if needed is None:\n",
        f"{TEAM}test_only_owners_change_the_team",
        "tests/dialogs/test_team.py::test_an_editor_presses_what_is_for_owners",
    ),
    _mutant(
        "a link lets in one person only",
        "db/invites.py",
        'invite_id, _open(now))\n            .values(ended="used")',
        'invite_id)\n            .values(ended="used")',
        f"{TEAM}test_of_two_at_the_same_moment_one_gets_in",
    ),
    _mutant(
        "the code of a link is not stored",
        "handlers/team.py",
        '    return hashlib.sha256(code.encode(errors="replace")).hexdigest()',
        "    return code",
        f"{TEAM}test_the_code_is_stored_nowhere_and_cannot_be_guessed",
    ),
    _mutant(
        "whoever guesses is not looked at",
        "handlers/team.py",
        "        if self._guesses.too_many(user_id):",
        "        if self._guesses is None:",
        f"{TEAM}test_a_guesser_is_not_even_looked_at",
    ),
    _mutant(
        "the last owner stays",
        "db/admins.py",
        "            if known == OWNER and last:\n",
        "            if known == OWNER and last is None:\n",
        f"{TEAM}test_of_two_owners_who_remove_each_other_one_stays",
    ),
    _mutant(
        "the links of who is no owner any more open nothing",
        "handlers/team.py",
        "        if await self._access.role(found.created_by) is not Role.OWNER:",
        "        if found is None:",
        f"{TEAM}test_the_links_of_who_is_no_owner_any_more_open_nothing[out of the settings]",
    ),
    _mutant(
        "a used claim link brings nobody back",
        "handlers/access.py",
        "            self._code = CLAIM_PREFIX + self._new_code()\n        await",
        "            pass\n        await",
        f"{TEAM}test_a_claimed_bots_link_does_not_bring_a_removed_owner_back",
    ),
    _mutant(
        "what the command line changes is seen while the bot runs",
        "handlers/access.py",
        "        if known is not None and now < self._read_at + REREAD:",
        "        if known is not None:",
        "tests/unit/test_admins_command.py::test_a_running_bot_knows_of_it_within_seconds",
    ),
    _mutant(
        "a device is written through",
        "bot/commands/writing.py",
        "    return old is not None and not stat.S_ISREG(old.st_mode)",
        "    return old is not None and stat.S_ISFIFO(old.st_mode)",
        f"{COMMAND_FILES}test_a_device_was_replaced_by_a_file",
    ),
    _mutant(
        "counters move with the rows",
        "db/deliveries.py",
        "        await runs_queries.add_to_counters(connection, run_id, _counted(of_run))\n",
        "",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    _mutant(
        "the cursor goes back to whoever is put back",
        "db/deliveries.py",
        "            await lower_cursor(connection, run_id, min(put_back) - 1)\n",
        "            pass\n",
        f"{LEDGER}test_counters_cursor_and_rows_agree_after_anything",
    ),
    _mutant(
        "an outcome needs a claim",
        "db/deliveries.py",
        "    WHERE run_id = ?1 AND subscriber_id = ?2 AND state = 1\n",
        "    WHERE run_id = ?1 AND subscriber_id = ?2\n",
        f"{LEDGER}test_an_outcome_without_a_claim_is_refused",
    ),
    _mutant(
        "a 429 at the start is waited out",
        "bot/app.py",
        "await waiting_out(lambda: who_am_i(bot, settings.telegram_api_url), clock)",
        "await who_am_i(bot, settings.telegram_api_url)",
        "tests/e2e/test_starts_waiting.py::test_a_start_inside_a_ban",
    ),
    _mutant(
        "a lost terminal asks it to end",
        "bot/signals.py",
        "ASKED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)",
        "ASKED_BY = (signal.SIGTERM, signal.SIGINT)",
        "tests/unit/test_signals.py::test_a_lost_terminal_was_a_crash",
    ),
    _mutant(
        "the bot's own calls wait for the end of their ban",
        "broadcast/own_bans.py",
        "        if left > 0:",
        "        if left > 10**9:",
        "tests/unit/test_own_bans.py::test_the_menus_were_tried_again_inside_their_ban",
    ),
    _mutant(
        "answers that bring nothing are not asked for without a pause",
        "bot/idle.py",
        "return PAUSE",
        "return 0.0",
        "tests/unit/test_polling_pace.py::test_nothing_at_once_is_asked_for_once_a_second",
    ),
    _mutant(
        "silent connections give way",
        "bot/doors.py",
        "        if too_many <= 0:",
        "        if too_many:",
        "tests/unit/test_http.py::test_silent_connections_were_let_in_without_end",
    ),
    _mutant(
        "a slow connection is closed",
        "bot/http.py",
        "        keepalive_timeout=SILENT_FOR,\n",
        "",
        "tests/unit/test_http.py::test_a_slow_connection_was_never_closed",
    ),
    _mutant(
        "passwords in addresses are not shown",
        "bot/logs.py",
        '        text = BEFORE_HOST.sub(f"{REMOVED}@", text)\n',
        "",
        "tests/e2e/test_process_refusals.py::test_a_password_in_an_address_was_printed",
    ),
    _mutant(
        "nothing is written into a database that was removed",
        "db/engine.py",
        """            standing.check()
            connection.exec_driver_sql""",
        """            connection.exec_driver_sql""",
        "tests/unit/test_standing.py"
        "::test_what_was_written_into_a_removed_file_was_never_seen_again",
        f"{STORAGE}test_a_database_that_was_removed_under_the_bot_was_not_noticed",
    ),
    _mutant(
        "no empty database takes the place of one that was removed",
        "db/engine.py",
        "        standing.check()  # else",
        "        return  # else",
        "tests/unit/test_standing.py::test_no_empty_file_takes_its_place",
    ),
    _mutant(
        "background tasks end, and what they began",
        "broadcast/supervisor.py",
        "        while self._tasks:\n            for task",
        "        if self._tasks:\n            for task",
        "tests/unit/test_supervisor.py"
        "::test_what_a_task_begins_while_it_is_cancelled_is_cancelled_too",
    ),
    _mutant(
        "a caption is never a command",
        "handlers/text_commands.py",
        """        super().__init__(*commands, ignore_case=True)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        return bool(message.text) and await super().__call__(message, bot)
""",
        """        super().__init__(*commands, ignore_case=True)
""",
        "tests/unit/test_text_commands.py::test_a_caption_was_taken_for_a_command",
        "tests/dialogs/test_control.py::test_a_photo_to_be_sent_cancelled_what_was_running",
    ),
    _mutant(
        "what is no answer is one error, whatever it looks like",
        "broadcast/answer.py",
        """        raise _meant(bot, method, reply, told, error) from error""",
        """        raise error""",
        "tests/unit/test_answer.py::test_pages_over_the_line",
        "tests/unit/test_answer.py::test_a_429_is_a_429_however_it_is_said",
    ),
    _mutant(
        "an answer is read up to a limit",
        "broadcast/answer.py",
        "if len(body) > LARGEST:",
        "if False:",
        "tests/unit/test_answer.py::test_a_body_without_an_end_filled_the_memory",
    ),
    _mutant(
        "what broke in here is a code, which is put into words",
        "broadcast/outcome.py",
        "    return OwnReason.CONNECTION_LOST if isinstance(error, LINE_BROKE)",
        "    return str(error) if error.args",
        "tests/unit/test_outcome.py::test_an_error_of_ours_tells_no_address",
    ),
    _mutant(
        "the same reason is told once",
        "handlers/admin/progress/words.py",
        "return [] if told_below else",
        "return",
        "tests/unit/test_progress_words.py::test_the_same_reason_is_told_once",
    ),
    _mutant(
        "a language is found by its script before its region",
        "handlers/languages.py",
        "        text.script != reader.script,\n",
        "",
        "tests/unit/test_texts.py::test_the_closest_language_is_spoken",
    ),
    _mutant(
        "regions of a language share its menu of commands",
        "handlers/commands.py",
        'codes = {language.code.partition("-")[0].lower() for language in texts.locales}',
        "codes = {language.code for language in texts.locales}",
        "tests/unit/test_texts.py::test_regions_of_one_language_share_its_menu",
    ),
    _mutant(
        "a vote that comes before its poll is known counts",
        "db/polls.py",
        "        _count(moved, runs[poll_id], bits, 1)\n",
        "        pass\n",
        "tests/unit/test_votes.py::test_a_vote_that_was_faster_than_the_note_of_its_poll",
    ),
    _mutant(
        "whoever is erased has not voted",
        "db/subscribers.py",
        "            await polls.erase(connection, chat_id, number)\n",
        "",
        "tests/unit/test_votes.py::test_whoever_is_erased_has_not_voted",
    ),
    _mutant(
        "a poll in which votes stand is sent as one",
        "handlers/admin/compose/polls.py",
        "poll.allows_revoting or (None if is_quiz else False)",
        "poll.allows_revoting or None",
        "tests/unit/test_capture.py::test_a_poll_in_which_votes_stand",
    ),
    _mutant(
        "a forum's news go to the topic that they were asked for in",
        "broadcast/sender.py",
        """b',"message_thread_id":%d' % thread_id""",
        """b\"\" """,
        "tests/dialogs/test_topics.py::test_a_start_in_a_topic_sent_the_news_to_another",
    ),
    _mutant(
        "a group that hides its members may tell its administrators",
        "handlers/subscriber/who_runs.py",
        "        if HIDDEN not in error.message.lower():\n            raise\n",
        "        raise\n",
        "tests/dialogs/test_topics.py::test_a_group_that_hides_its_members",
    ),
    _mutant(
        "what Telegram forwards into a discussion group nobody wrote",
        "handlers/subscriber/places.py",
        ", ~F.is_automatic_forward)",
        ")",
        "tests/dialogs/test_topics.py::test_a_post_that_telegram_forwards_into_the_discussion_group",
    ),
)
