"""The local Telegram."""

from tests.mutants.mutant import Mutant, mutant

BEYOND = "tests/sandbox/calls/test_beyond.py::"
CALLS = "tests/sandbox/calls/test_calls.py::"
EDITS = "tests/sandbox/chats/test_asked_by_an_edit.py::"
JUDGE = "tests/engine/test_judge.py::"
LANDED = "tests/sandbox/process/test_landed.py::"
UNHEARD = "tests/sandbox/process/test_unheard.py::"
VERBS = "tests/sandbox/process/test_describe_verbs.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a sandbox that other machines reach asks for its key",
        "botapi_sandbox.ground.gate:Gate.keyless",
        'return not self.fits(given or request.cookies.get(COOKIE, ""))',
        "return False",
        f"{BEYOND}test_without_its_key_there_is_no_page_and_no_control",
    ),
    mutant(
        "no browser speaks to it as a bot",
        "botapi_sandbox.ground.gate:Gate.no_bot",
        'if self._key is not None and "Sec-Fetch-Site" in request.headers:',
        "if False:",
        f"{BEYOND}test_a_bot_needs_no_key_but_is_no_browser",
    ),
    mutant(
        "the sandbox's log of calls holds no token",
        "botapi_sandbox.call.call_log:shown",
        'return SECRET.sub("(a token)", text)[:LONGEST]',
        "return text[:LONGEST]",
        f"{CALLS}test_each_call_stands_there_newest_first_and_no_token",
    ),
    mutant(
        "the names of callers hold no token",
        "botapi_sandbox.call.callers:Caller.told",
        '"caller": shown(self.caller),',
        '"caller": self.caller,',
        "tests/sandbox/calls/test_callers.py::test_a_long_name_is_cut_and_holds_no_token",
    ),
    mutant(
        "the same words of two bots are nothing twice",
        "botapi_sandbox.content.contents:Contents.intern",
        "key = bot, json.dumps(",
        "key = 0, json.dumps(",
        "tests/sandbox/chats/test_several_bots.py"
        "::test_the_same_words_of_two_bots_are_nothing_twice",
    ),
    mutant(
        "a frozen bot that is asked to end is woken for it",
        "botapi_sandbox.process.bot_process:BotProcess.stop",
        "if self._frozen_at is not None:",
        "if False:",
        "tests/sandbox/process/test_processes.py"
        "::test_one_that_is_frozen_can_be_killed_and_can_end",
    ),
    mutant(
        "a thousand good calls push no error out of the log",
        "botapi_sandbox.call.call_log:Calls.add",
        "(self._wrong if entry.wrong else self._good).append(entry)",
        "self._good.append(entry)",
        f"{CALLS}test_errors_outlast_a_broadcast_and_nothing_grows",
    ),
    mutant(
        "the control API's client speaks for its own bot",
        "botapi_sandbox.control.looking:LookingControl.crowd",
        "await self.do_bot(",
        "await self.do(",
        f"{VERBS}test_the_python_client_passes_on_all_it_is_given",
    ),
    mutant(
        "a bot may write to who asks to join for five minutes",
        "botapi_sandbox.state.joining:JoinRequests.may_write",
        "one.user_id == user_id and now - one.asked_at < MAY_WRITE",
        "one.user_id == user_id",
        "tests/sandbox/chats/test_joining.py::test_a_bot_may_write_for_five_minutes",
    ),
    mutant(
        "what is deleted is pinned no more",
        "botapi_sandbox.state.pins:Pins.of",
        "if journal.holds(chat_id, number)",
        "",
        "tests/sandbox/chats/test_pins.py::test_what_is_deleted_is_pinned_no_more",
    ),
    mutant(
        "what carried any other keyboard can never be edited",
        "botapi_sandbox.methods.messages.edits",
        'REPLY_KEYBOARDS = ("keyboard", "remove_keyboard", "force_reply")',
        'REPLY_KEYBOARDS = ("keyboard",)',
        f"{EDITS}test_what_can_never_be_edited_says_so",
    ),
    mutant(
        "service messages can never be edited",
        "botapi_sandbox.methods.messages.edits:_is_fixed",
        "(FORWARDABLE if buttons_alone else EDITABLE).isdisjoint(body)",
        "not buttons_alone and EDITABLE.isdisjoint(body)",
        f"{EDITS}test_what_can_never_be_edited_says_so",
    ),
    mutant(
        "whether the message is there is looked at before who has blocked the bot",
        "botapi_sandbox.methods.messages.edits:_edit",
        "if refused is not None and _is_out(world, chat_id):",
        "if refused is not None:",
        f"{EDITS}test_who_has_blocked_the_bot_hinders_only_an_edit_that_could_be_made",
    ),
    mutant(
        "another program's message is in no count",
        "botapi_sandbox.call.unheard:write_as_another",
        '"_foreign": True',
        '"_foreign": world.tally.accepted(0, chat_id, 0.0, number=1) is None',
        f"{UNHEARD}test_another_program_takes_a_number_and_stands_in_no_count",
    ),
    mutant(
        "what is taken before an album does not part it",
        "botapi_sandbox.call.delivery:deliver",
        "    happen_before_a_send(world, account)\n    return [world.send(",
        "    return [happen_before_a_send(world, account) or world.send(",
        f"{UNHEARD}test_an_album_stays_together",
    ),
    mutant(
        "what came to be is told by its words",
        "botapi_sandbox.state.tally:Tally.landed",
        "if wanted is None or what in wanted",
        "if wanted is None",
        f"{LANDED}test_an_edit_and_a_deletion_change_nothing_of_what_came_to_be",
    ),
    mutant(
        "a verdict is judged by what had landed when it was reached",
        "tests.engine.judge:judge_verdicts",
        "for one in got[verdict.chat_id] if one.at <= verdict.at",
        "for one in got[verdict.chat_id]",
        f"{JUDGE}test_a_verdict_is_judged_by_the_moment_at_which_it_was_reached",
    ),
    mutant(
        "the judge looks at the numbers, too",
        "tests.engine.judge:_judge_row",
        "if not row.numbers <= {number for _chat, number in got}:",
        "if False:",
        f"{JUDGE}test_each_kind_of_wrong_is_found",
    ),
)
