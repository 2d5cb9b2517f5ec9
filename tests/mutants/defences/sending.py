"""From a launch to the last call: nobody twice, nobody passed over."""

from tests.mutants.mutant import Mutant, mutant

BROADCASTS = "tests/engine/test_broadcasts.py::"
FAULTS = "tests/engine/outcomes/test_faults.py::"
NARROW = "tests/engine/outcomes/test_never_left.py::"
RETRIES = "tests/unit/runs/test_retries.py::"
ODD = "tests/engine/outcomes/test_odd_answers.py::"
STORAGE = "tests/engine/ledger/test_storage.py::"
PAUSES = "tests/engine/test_self_pause.py::"
WHOSE = "tests/engine/outcomes/test_whose_refusal.py::"
ENCODING = "tests/unit/personal/test_encoding.py::"
KILLS = "tests/crash/test_kills.py::"
RESTORING = "tests/engine/ledger/test_restoring.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a chat gets albums at the pace of their items",
        "broadcast.pace.chat_limits:ChatLimits._book_interval",
        "cost if cost > 1",
        "1 if cost > 1",
        "tests/unit/pacing/test_chat_limits.py::test_an_album_is_as_many_messages_as_it_has_items",
    ),
    mutant(
        "forwards go at a pace of their own",
        "broadcast.sending.claim_queue:ClaimQueue._may_go",
        "        if self._paces.wait(forwards=run.script.forwards, mends=mends) > 0:\n"
        "            return False\n",
        "",
        "tests/unit/sending/test_claims.py::"
        "test_forwards_go_at_a_pace_of_their_own_and_hold_up_nobody",
    ),
    mutant(
        "more than 2000 are not forwarded to",
        "broadcast.planning.launching:counted",
        "        if total > MOST_RECIPIENTS and content.forwards:\n",
        "        if not total:\n",
        "tests/dialogs/compose/test_forwards.py::test_too_many_for_a_forward_get_copies_instead",
    ),
    mutant(
        "a planned end waits for the calls under way",
        "broadcast.sending.delivery:Deliverer.end",
        "        await self._clock.wait(asyncio.wait(set(self._calls)), seconds)\n",
        "",
        f"{KILLS}test_twenty_planned_restarts_leave_nobody_uncertain",
    ),
    mutant(
        "what waits is given back when its broadcast pauses",
        "broadcast.sending.loop:SendLoop.run_forever",
        "            self._claims.return_stopped()\n",
        "",
        f"{NARROW}test_a_claim_that_was_never_begun_is_given_back_when_its_broadcast_pauses",
    ),
    mutant(
        "what waits is given back when the gate closes",
        "broadcast.sending.loop:SendLoop.run_forever",
        "            if not self._able():\n                self._claims.return_all()\n",
        "            if not self._able():\n",
        f"{NARROW}test_a_claim_that_was_never_begun_is_not_uncertain_after_a_crash",
    ),
    mutant(
        "the gate is remembered",
        "broadcast.assembly.ground:pace_of",
        "gate=await remembered_gate(ground.database),",
        "gate=None,",
        f"{FAULTS}test_the_gate_is_remembered_over_a_restart",
    ),
    mutant(
        "unconfirmed refusals are taken back",
        "broadcast.sending.self_pause:SelfPause._written",
        "take_back = run.guards.unconfirmed if stop.reason is PauseReason.CONTENT else ()",
        "take_back = ()",
        f"{FAULTS}test_refused_content_pauses_and_marks_nobody",
    ),
    mutant(
        "nobody took it: that is no end",
        "broadcast.runs.run:ActiveRun.disputed",
        "return self._state is BroadcastState.RUNNING and self.guards.has_unconfirmed",
        "return False",
        f"{FAULTS}test_refused_content_pauses_for_the_smallest_audience",
        f"{FAULTS}test_a_refusal_in_words_that_nobody_knows_pauses_too",
    ),
    mutant(
        "what is disputed is cut with the outcomes that make it so",
        "broadcast.ledger.writer:Ledger._write",
        "finish_runs(connection, touched, disputed)",
        "finish_runs(connection, touched, self._disputed_runs())",
        "tests/engine/ledger/test_disputed_runs.py"
        "::test_what_happens_while_a_commit_waits_is_not_about_its_outcomes",
    ),
    mutant(
        "that it was taken is known after a restart",
        "broadcast.runs.guards:_content_guards",
        "return VariantGuards(taken, earlier.refusals)",
        "return VariantGuards([0] * len(taken), earlier.refusals)",
        f"{WHOSE}test_what_was_taken_before_a_restart_is_proven_after_it",
        f"{WHOSE}test_that_a_part_was_taken_is_known_after_a_restart",
    ),
    mutant(
        "unconfirmed refusals are known after a restart",
        "broadcast.runs.active_runs:_answers",
        "    if not row.failed:\n",
        "    if True:\n",
        f"{WHOSE}test_a_restart_before_the_verdict_forgets_no_refusal",
    ),
    mutant(
        "calls on their way may still prove it",
        "broadcast.runs.run:ActiveRun.nobody_takes_it",
        "while self.guards.blames_content and self._begun > 0:",
        "while False:",
        f"{WHOSE}test_who_was_asked_before_the_verdict_may_still_take_it",
    ),
    mutant(
        "too many failures pause it",
        "broadcast.runs.run:ActiveRun.ended",
        "return stop if self._remaining > 0 else None",
        "return None",
        f"{PAUSES}test_failures_pause_it_before_more_than_the_canary_are_reached",
        f"{PAUSES}test_going_on_after_failures_reaches_the_rest",
        f"{PAUSES}test_the_wrong_bots_list_is_not_marked_to_its_end",
    ),
    mutant(
        "too many lost answers pause it",
        "broadcast.runs.run:ActiveRun.lost",
        "return stop if self._remaining > 0 else None",
        "return None",
        f"{PAUSES}test_lost_answers_beside_a_healthy_broadcast_pause_it_with_the_count",
        f"{PAUSES}test_a_line_that_loses_every_third_answer_pauses_it",
        f"{PAUSES}test_a_server_that_answers_probes_and_no_message_pauses_it",
    ),
    mutant(
        "what an outage loses does not count",
        "broadcast.sending.outcomes:OutcomeHandler._tell_breaker",
        "            elif not self._breaker.is_open:\n",
        "            else:\n",
        f"{PAUSES}test_what_an_outage_loses_is_no_reason_to_pause",
    ),
    mutant(
        "a refused token pauses everything",
        "broadcast.sending.outcomes:OutcomeHandler._take_in",
        "self._self_pause.pause_all(stop)",
        "pass",
        f"{FAULTS}test_a_refused_token_pauses_everything",
    ),
    mutant(
        "another bot's token is noticed",
        "broadcast.ledger.takeover:Takeover._greet_bot",
        "if known is not None and known != str(self._bot_id):",
        "if known is None and known != str(self._bot_id):",
        f"{FAULTS}test_another_bots_token_does_not_go_on_with_these_subscribers",
    ),
    mutant(
        "whatever breaks over an answer leaves nobody claimed",
        "broadcast.sending.outcomes:OutcomeHandler.ended",
        "if claim in self._open:",
        "if claim is None:",
        f"{ODD}test_a_fault_of_ours_over_an_answer_costs_one_recipient_at_most",
    ),
    mutant(
        "a pace that breaks costs no outcome",
        "broadcast.sending.outcomes:surviving",
        "    except Exception:\n        logger.exception(what)\n",
        "    except LookupError:\n        logger.exception(what)\n",
        f"{ODD}test_a_fault_of_ours_over_an_answer_costs_one_recipient_at_most",
    ),
    mutant(
        "a chat that moves in a ring is not followed",
        "broadcast.runs.retries:Retries.after_move",
        "return new_chat_id not in left_behind",
        "return new_chat_id is not None",
        f"{ODD}test_a_chat_that_moves_in_a_ring_is_not_followed_for_ever",
        f"{RETRIES}test_a_chat_that_moves_in_a_ring_is_not_followed",
    ),
    mutant(
        "a chat that goes on saying 429 is given up",
        "broadcast.runs.retries:Retries.after_flood",
        "return self._floods[subscriber_id] < MOST_FLOODS",
        "return True",
        f"{RETRIES}test_a_chat_that_says_429_again_and_again_is_not_asked_for_ever",
    ),
    mutant(
        "an edit whose answers get lost is given up",
        "broadcast.runs.retries:Retries.after_lost_answer",
        "return self._lost[subscriber_id] < MOST_LOST",
        "return True",
        f"{RETRIES}test_an_edit_whose_answers_get_lost_is_not_tried_for_ever",
    ),
    mutant(
        "the probe goes to another chat than the one that refused",
        "broadcast.sending.claim_queue:ClaimQueue._wait",
        "        if self._limiter.passes_over(claim.chat_id):\n",
        "        if False:\n",
        "tests/unit/sending/test_claims.py::test_the_probe_after_a_ban_passes_over_the_chat_that_refused",
    ),
    mutant(
        "a chat is not asked sooner by another broadcast after a restart",
        "broadcast.assembly.ground:pace_of",
        "    await recall_waiting_chats(ground.database, limiter, ground.clock)\n",
        "",
        "tests/engine/test_own_floods.py::test_whoever_waits_is_not_asked_sooner_after_a_restart",
    ),
    mutant(
        "who blocked the bot is remembered",
        "broadcast.sending.outcomes",
        "Verdict.BLOCKED: (DeliveryState.BLOCKED, SubscriberState.BLOCKED),",
        "Verdict.BLOCKED: (DeliveryState.BLOCKED, None),",
        f"{FAULTS}test_blocked_and_gone_people_are_told_apart_and_remembered",
    ),
    mutant(
        "broadcasts take turns",
        "broadcast.sending.claim_queue:ClaimQueue._next_turn",
        "            self._waiting[run_id] = waiting  # at the end\n",
        "            self._waiting = {run_id: waiting, **self._waiting}\n",
        f"{BROADCASTS}test_fifty_people_do_not_wait_behind_a_crowd",
    ),
    mutant(
        "an urgent one does not wait for the claims of others",
        "broadcast.sending.claim_queue:ClaimQueue._shares",
        "        if ready[0].urgent:\n",
        "        if not ready:\n",
        "tests/unit/sending/test_claims.py::test_an_urgent_one_does_not_wait_for_claims_of_others",
    ),
    mutant(
        "a slow bot claims no more than half a second's worth",
        "broadcast.sending.claim_queue",
        "SLOW_SECONDS, SLOW_CLAIMS = 0.5, 32",
        "SLOW_SECONDS, SLOW_CLAIMS = 2.0, 64",
        f"{KILLS}test_a_kill_of_a_slow_bot_leaves_half_a_second_uncertain_and_what_was_under_way",
    ),
    mutant(
        "a paid broadcast claims more before all that it has is gone",
        "broadcast.sending.claim_queue:ClaimQueue._shares",
        "flow = rate + (self._limiter.paid_rate if any(run.may_pay for run in turns) else 0)",
        "flow = rate",
        "tests/unit/sending/test_claims.py::"
        "test_at_a_thousand_a_second_more_is_claimed_in_time_for_a_commit",
    ),
    mutant(
        "who waits for a chat counts among the claims",
        "broadcast.sending.claim_queue:ClaimQueue._shares",
        "_worth(rate) - len(self._delayed)",
        "_worth(rate)",
        "tests/unit/sending/test_claims.py::"
        "test_what_may_be_uncertain_after_a_crash_is_half_a_second_s_worth",
    ),
    mutant(
        "the bots of a process look at the same moments",
        "broadcast.sending.loop:SendLoop._until_a_look",
        "        return math.ceil((now + pause) / GRAIN) * GRAIN - now\n",
        "        return pause\n",
        "tests/unit/sending/test_send_loop_rests.py::"
        "test_the_bots_of_a_process_look_at_the_same_moments_and_none_goes_ahead_of_its_time",
    ),
    mutant(
        "a next step does not wait as long as an outcome",
        "broadcast.ledger.writer:Ledger._hurry",
        "        self._is_waited_for = True\n",
        "",
        "tests/unit/sending/test_ledger_flushes.py::"
        "test_what_something_waits_for_is_committed_soon",
    ),
    mutant(
        "a snapshot that cannot be written stops the sending",
        "broadcast.sending.snapshot:SnapshotWriter.run_forever",
        '                self._storage.failed("snapshot writer", error)\n',
        "",
        f"{STORAGE}test_a_full_database",
    ),
    mutant(
        "who may have got it since the backup is asked about",
        "broadcast.ledger.restoring:doubt",
        "    counts = await doubt_unfinished(",
        "    return Doubted(runs={}, plans=0, repeats=0, series=0, keys=0)\n"
        "    counts = await doubt_unfinished(",
        f"{RESTORING}test_a_restored_backup_wrote_to_everybody_again[False]",
    ),
    mutant(
        "what may have been paid since the backup counts as paid",
        "broadcast.ledger.restoring:doubt",
        "    await charge_lost(connection, counts)\n",
        "",
        f"{RESTORING}test_what_may_have_been_paid_since_counts_as_paid[100]",
    ),
    mutant(
        "the loop that sends does not spin for whoever cannot be claimed yet",
        "broadcast.sending.loop:SendLoop._look_again_in",
        "min(max(seconds, SHORTEST_WAIT), LONGEST_WAIT)",
        "min(seconds, LONGEST_WAIT)",
        "tests/unit/sending/test_send_loop_rests.py::test_whoever_is_due_and_cannot_be_claimed_does_not_make_the_loop_spin",
    ),
    mutant(
        "a group's own flood tells nothing of Stars",
        "broadcast.sending.payment:PaymentPolicy.finish",
        "if flooded and is_person(ticket.chat):",
        "if flooded:",
        "tests/unit/paid/test_payment.py::test_groups_in_slow_mode_do_not_stop_the_paying",
    ),
    mutant(
        "what is put into a text moves the entities behind it",
        "botapi.personal.spans:Spans._encoded",
        "span.start + before[span.first]",
        "span.start",
        f"{ENCODING}test_entities_move_with_what_is_put_in",
    ),
    mutant(
        "in a link a value is percent-encoded",
        "botapi.personal.syntax:escaped",
        'return quote(value, safe="", errors="replace")',
        "return value",
        f"{ENCODING}test_buttons_and_captions_are_personal_too",
    ),
    mutant(
        "a name from nowhere cannot break a call",
        "botapi.personal.template:Template.fill",
        '[1:-1].encode(errors="replace")',
        "[1:-1].encode()",
        f"{ENCODING}test_a_name_from_nowhere_cannot_break_the_body",
    ),
    mutant(
        "each claim brings its own recipient's values",
        "broadcast.ledger.transaction:claim",
        "values.get(row.subscriber_id, ())",
        "next(iter(values.values()), ())",
        "tests/engine/test_personal.py::test_everybody_reads_their_own",
    ),
)
