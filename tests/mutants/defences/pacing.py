"""As fast as Telegram allows and never faster, with answers ahead of broadcasts."""

from tests.mutants.mutant import Mutant, mutant

FAULTS = "tests/engine/outcomes/test_faults.py::"
SCOPE = "tests/unit/pacing/test_flood_scope.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "the flood gate",
        "broadcast.floods.gate:FloodGate.close",
        "        self.until = now + seconds\n",
        "        self.until = now\n",
        f"{FAULTS}test_a_ban_is_waited_out_and_nobody_is_lost",
        f"{FAULTS}test_the_gate_is_remembered_over_a_restart",
    ),
    mutant(
        "a chat's own pace",
        "broadcast.pace.chat_limits:ChatLimits._book_interval",
        "        chat.paced_upto += INTERVAL\n",
        "",
        "tests/unit/replies/test_session_middleware.py::test_one_chat_gets_a_burst_and_then_one_a_second",
    ),
    mutant(
        "whoever writes on and on moves a broadcast back for seconds only",
        "broadcast.pace.chat_limits:_bulk_wait",
        "    return max(items, min(wait, chat.bulk_since + PATIENCE - now))\n",
        "    return max(items, wait)\n",
        "tests/unit/pacing/test_chat_limits.py"
        "::test_whoever_writes_on_and_on_moves_the_broadcast_back_for_seconds_only",
    ),
    mutant(
        "replies get half of a group's minute",
        "broadcast.pace.chat_limits:_LastMinute._fits",
        "        if reply and not _room(replies, at, cost, GROUP_REPLIES):\n",
        "        if False:\n",
        "tests/unit/pacing/test_chat_limits.py::test_replies_leave_a_group_s_broadcast_half_of_its_minute",
    ),
    mutant(
        "a rush leaves bulk more than half",
        "broadcast.pace.reply_share:ReplyShare.reserve",
        "share = SHARE if self.is_shared else ALONE",
        "share = ALONE",
        "tests/unit/pacing/test_limiter.py::test_a_rush_of_replies_leaves_bulk_its_share",
    ),
    mutant(
        "a group's flood is its own",
        "broadcast.floods.scope:is_person",
        "    return chat is None or (isinstance(chat, int) and chat > 0)\n",
        "    return True\n",
        f"{SCOPE}test_a_group_in_slow_mode_holds_up_itself_alone",
        f"{SCOPE}test_groups_in_slow_mode_among_people_are_each_their_own",
        f"{SCOPE}test_a_slow_group_does_not_prolong_a_ban_of_the_token",
    ),
    mutant(
        "what is taken clears the token",
        "broadcast.floods.waits:FloodWaits.answered",
        "        gate.open()\n",
        "",
        f"{SCOPE}test_a_person_s_chat_that_refuses_alone_is_found_out_by_the_next_answer",
        f"{SCOPE}test_a_rush_of_slow_groups_does_not_close_the_gate_on_people",
    ),
    mutant(
        "what left before proves nothing",
        "broadcast.floods.scope:_Refusals.cleared_by",
        " if one.heard <= left_at}",
        "}",
        f"{SCOPE}test_an_old_call_that_lands_during_a_ban_proves_nothing",
    ),
    mutant(
        "an edit's flood is the edits'",
        "broadcast.floods.scope:FloodScopes.flooded",
        "        if is_person(sign.chat) and not sign.edit:\n",
        "        if is_person(sign.chat):\n",
        f"{SCOPE}test_a_flood_of_one_chat_s_edits_stops_neither_sends_nor_other_edits",
    ),
    mutant(
        "a long ban that one chat told of is tried in another",
        "broadcast.floods.gate:FloodGate.wait",
        "min(self.until, self._try_at) - self",
        "self.until - self",
        f"{SCOPE}test_31_years_are_not_believed_to_one_chat",
        f"{SCOPE}test_what_was_remembered_over_a_restart_is_tried_before_its_time",
    ),
    mutant(
        "a reply to a chat that asked to wait is not even sent",
        "broadcast.replies.queue:ReplyQueue.slot",
        "                raise ChatMustWait(wait)\n",
        "                pass\n",
        "tests/unit/replies/test_session_middleware.py::test_a_chat_that_asked_to_wait_is_not_asked_and_holds_no_place",
    ),
    mutant(
        "groups in slow mode do not stand before a person",
        "broadcast.floods.waits:FloodWaits.reply_wait",
        "        return max(own, suspicion)\n",
        "        return own\n",
        "tests/unit/replies/test_session_middleware.py::test_groups_in_slow_mode_kept_a_person_waiting_for_half_a_minute",
    ),
    mutant(
        "groups ask in turn whether somebody runs them",
        "broadcast.replies.session_middleware:ReplyMiddleware.__call__",
        "            await self._ask_in_turn()\n",
        "            pass\n",
        "tests/unit/replies/test_session_middleware.py::test_a_rush_of_groups_does_not_ask_all_at_once",
    ),
    mutant(
        "an admin may try during a ban of days",
        "broadcast.floods.gate:FloodGate.try_at_once",
        "            self._try_at = self._clock.monotonic()\n",
        "            pass\n",
        "tests/unit/pacing/test_long_ban.py::test_one_call_may_leave_when_an_admin_wants_to_know",
    ),
    mutant(
        "a ban is believed for a year at most",
        "broadcast.floods.waits:FloodWaits.flooded",
        "retry_after > 0 else LEAST, LONGEST_BAN)",
        "retry_after > 0 else LEAST, math.inf)",
        f"{SCOPE}test_no_ban_is_believed_for_more_than_a_year",
    ),
    mutant(
        "the bot's own calls wait for the end of their ban",
        "broadcast.floods.own_bans:OwnBans.__call__",
        "        if remaining > 0:",
        "        if remaining > 10**9:",
        "tests/unit/pacing/test_own_bans.py::test_the_menus_were_tried_again_inside_their_ban",
    ),
)
