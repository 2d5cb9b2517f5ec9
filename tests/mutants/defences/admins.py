"""The admins' windows."""

from tests.mutants.mutant import Edit, Mutant, mutant

STORAGE = "tests/engine/ledger/test_storage.py::"
ALBUMS = "tests/unit/handlers/test_albums.py::"
CHOOSING = "tests/dialogs/audience/test_choosing.py::"
MESSAGES = "tests/dialogs/compose/test_messages.py::"
WINDOWS = "tests/dialogs/windows/test_windows_that_fail.py::"
PROGRESS = "tests/dialogs/progress/test_progress.py::"
VERSIONS = "tests/dialogs/progress/test_version_reports.py::"

MUTANTS: tuple[Mutant, ...] = (
    Mutant(
        without="a dialog is not kept before its window stands",
        edits=(
            Edit(
                where="handlers.admin.door.gate:AdminGate.__call__",
                old="        result = await handler(event, data)\n        await unsaved.commit()\n",
                new="        try:\n            result = await handler(event, data)\n"
                "        finally:\n            await unsaved.commit()\n",
            ),
            Edit(
                where="handlers.admin.door.gate:HandledInside.__call__",
                old="            data[STORAGE].discard()\n",
                new="",
            ),
        ),
        tests=(f"{WINDOWS}test_a_menu_that_fails_leaves_the_draft_open[a server error]",),
    ),
    mutant(
        "a window is sent before the old one goes",
        "handlers.admin.door.steady_windows:SteadyMessages.show_message",
        "if mode in SENDING_ANEW or not self._can_edit(new_message, old_message):",
        "if not self._can_edit(new_message, old_message):",
        f"{WINDOWS}test_a_menu_that_fails_leaves_the_draft_open[a server error]",
    ),
    mutant(
        "a window stays where it stands when the next one fails",
        "handlers.admin.door.dialogs:keep_what_stands",
        "            context.state = standing[1]\n",
        "",
        f"{WINDOWS}test_a_page_that_fails_leaves_the_one_that_stands",
    ),
    mutant(
        "a window that cannot be edited is sent anew, whatever the words",
        "handlers.admin.door.steady_windows:SteadyMessages.edit_message_safe",
        "if meant is Meaning.UNCHANGED:",
        "if meant:",
        f"{WINDOWS}test_a_window_that_cannot_be_edited_is_sent_anew[odd]",
    ),
    mutant(
        "progress that cannot be edited is sent anew, and the report always comes",
        "handlers.admin.progress.refresher:Refresher._edited",
        "await self._lost(shown, is_last=is_last)",
        "await self._messages.forget(shown)",
        f"{PROGRESS}test_a_progress_message_that_cannot_be_edited_is_replaced_and_reported[odd]",
        f"{PROGRESS}test_a_deleted_progress_message_comes_back_once",
    ),
    mutant(
        "progress that could not be sent is owed",
        "handlers.admin.progress.board:ProgressBoard.show",
        "if not done and result.outcome is not Written.LATER:",
        "if not done:",
        f"{PROGRESS}test_progress_that_could_not_be_sent_comes_later[a server error]",
        f"{PROGRESS}test_progress_that_is_owed_comes_after_a_restart",
    ),
    mutant(
        "an edit that changes nothing does nothing",
        "handlers.admin.compose.capture.edits:_follow",
        "        if draft.traces.of(variant)[index].items == entry.trace.items:\n",
        "        if False:\n",
        "tests/dialogs/compose/test_compose.py::test_an_edit_that_changes_nothing_does_nothing",
    ),
    mutant(
        "a preview that is refused half way leaves no half",
        "handlers.admin.compose.open_draft:OpenDraft.show_preview",
        "            )\n            old = (*old, *error.shown)\n        except",
        "            )\n        except",
        f"{MESSAGES}test_a_refused_message_leaves_no_half_of_the_preview",
    ),
    mutant(
        "a message that was edited is the one that changes",
        "handlers.admin.compose.capture.edits:_follow",
        "messages.replaced(index, entry)",
        "messages.replaced(0, entry)",
        f"{MESSAGES}test_an_edit_changes_the_message_that_it_is_about",
    ),
    mutant(
        "a draft follows an edit while another dialog stands above it",
        "handlers.admin.compose.capture.edits:_composing",
        "        if context.state.group is Compose:\n",
        "        if False:\n",
        f"{CHOOSING}test_a_message_that_is_edited_meanwhile_is_followed",
    ),
    mutant(
        "what an author sent for the first version is of no copy of it",
        "handlers.admin.compose.traces:ChatTraces.copied",
        "replace(one, items=())",
        "one",
        "tests/unit/handlers/test_version_windows.py::"
        "test_what_was_sent_for_the_first_is_of_no_copy",
    ),
    mutant(
        "a tap on a version that is decided says so",
        "handlers.admin.taps.versions:on_version",
        "            if asking and await _too_late(number, admin):\n",
        "            if False:\n",
        f"{VERSIONS}test_a_late_tap_says_that_it_is_decided",
    ),
    mutant(
        "who waits longer waits from when it would be decided",
        "handlers.admin.control.versions:wait_longer",
        "left + LONGER",
        "LONGER",
        f"{VERSIONS}test_it_waits_longer_and_says_until_when",
    ),
    mutant(
        "whoever launched it may be away: all admins are asked about a tie",
        "handlers.admin.progress.notices:Notices._tell_of_tie",
        "await self._tell(await self._access.everyone(), say, buttons)",
        "await self._tell(await self._concerned(broadcast), say, buttons)",
        f"{VERSIONS}test_a_late_tap_says_that_it_is_decided",
    ),
    mutant(
        "what another version remembered of a dialog is not guessed at",
        "handlers.admin.compose.session:DraftSession.read",
        '        if data.get("version") != VERSION:\n            raise OutdatedSession\n',
        "",
        "tests/dialogs/windows/test_outdated.py::test_a_dialog_of_the_version_before_ends_kindly",
    ),
    mutant(
        "an album is handed on once",
        "handlers.frame.albums:AlbumCollector.__call__",
        "            await self._wrote_down(message)\n            return None\n",
        "            await self._wrote_down(message)\n"
        "            return await handler(event, data)\n",
        f"{ALBUMS}test_it_is_handed_on_once_in_its_own_order[order0]",
    ),
    mutant(
        "an album waits for its last item",
        "handlers.frame.albums:AlbumCollector._whole",
        "self._arrived[key] + QUIET - self._clock.monotonic()",
        "(self._arrived.pop(key, 0) and QUIET) if key in self._arrived else 0",
        f"{ALBUMS}test_the_last_item_may_take_a_second_and_a_half",
    ),
    mutant(
        "what is tapped or written while an album arrives waits for it",
        "handlers.frame.albums:AlbumCollector.__call__",
        "            await self._turns.all_before(_chat_of(event))\n",
        "",
        f"{ALBUMS}test_what_comes_while_it_arrives_waits_for_it[message]",
    ),
    mutant(
        "of two albums the one that began first is handed on first",
        "handlers.frame.albums:AlbumCollector._whole",
        "            await after_earlier_ones()\n",
        "",
        f"{ALBUMS}test_of_two_albums_the_first_is_handed_on_first",
    ),
    mutant(
        "an album that was arriving when the process died is handed on",
        "handlers.frame.albums:AlbumCollector.take_up",
        "            await feed(bot, Update(update_id=0, message=message))\n",
        "",
        f"{ALBUMS}test_what_was_written_when_the_process_died_is_handed_on",
    ),
    mutant(
        "an album that became whole since the start is not taken up",
        "handlers.frame.albums:AlbumCollector.take_up",
        "                continue\n",
        "                pass\n",
        f"{ALBUMS}test_what_came_since_the_restart_is_not_handed_on_once_more",
    ),
    mutant(
        "an item that comes late finds its album",
        "handlers.admin.compose.preview_above:_is_late_item",
        "    if index is None:\n        return False\n",
        "    if True:\n        return False\n",
        "tests/dialogs/compose/test_albums.py::"
        "test_an_item_that_comes_late_is_taken_into_its_album",
    ),
    mutant(
        "Cancel asks first",
        "handlers.admin.taps.runs:on_control",
        "    if callback_data.action is Action.CANCEL:\n",
        "    if not callback_data:\n",
        "tests/dialogs/progress/test_control.py::test_the_buttons_below_the_progress",
    ),
    mutant(
        "a 429 on one progress message silences that one",
        "handlers.admin.progress.refresher:pause_after",
        "    return min(max(result.wait, RETRY_AFTER), LONGEST_PAUSE)\n",
        "    return 0.0\n",
        "tests/dialogs/progress/test_progress_pace.py::test_a_429_silences_the_message_that_it_was_for",
    ),
    mutant(
        "the card of one that was just cancelled waits for who is skipped",
        "handlers.admin.browse.actions:cancel_for_sure",
        "    await _let_settle(manager)\n",
        "",
        "tests/dialogs/windows/test_menu.py::test_a_card_shows_and_steers",
    ),
    mutant(
        "a poll in which votes stand is sent as one",
        "handlers.admin.compose.message.polls:poll_params",
        "poll.allows_revoting or (None if is_quiz else False)",
        "poll.allows_revoting or None",
        "tests/unit/wording/test_capture.py::test_a_poll_in_which_votes_stand",
    ),
    mutant(
        "an admin's topic is where preview and progress come",
        "handlers.admin.context:AdminContext.of",
        "thread_id=data.get(EVENT_THREAD_ID_KEY)",
        "thread_id=None",
        "tests/dialogs/compose/test_topics.py::test_an_admin_in_a_topic_saw_the_preview_somewhere_else",
    ),
    mutant(
        "an edit of a message that was replaced meanwhile changes nothing",
        "handlers.admin.progress.refresher:Refresher._freshen",
        "if self._messages.is_current(shown):  # else another one has taken its place meanwhile",
        "if True:",
        f"{PROGRESS}test_an_edit_that_is_overtaken_by_status_does_not_unmake_the_new_message",
    ),
)
