"""What reports say, and whom their files reach."""

from tests.mutants.mutant import Mutant, mutant

CSV = "tests/unit/rows/test_recipients_csv.py::"
CHILD = "tests/unit/runtime/test_child_process.py::"
EXPORTS = "tests/unit/doors/test_exports.py::"
PICTURES = "tests/unit/handlers/test_pictures.py::"
STATISTICS = "tests/unit/rows/test_statistics.py::"
SENDER = "tests/unit/handlers/test_file_sender.py::"

WATCH = "tests/unit/telling/test_watch.py::"
WEEKLY = "tests/unit/telling/test_weekly.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a pause is told though it is over when somebody looks",
        "handlers.admin.telling.watch:NoticeWatch._note_pauses",
        " or broadcast.id in self._paused",
        "",
        f"{WATCH}test_a_pause_that_is_over_before_anybody_looks_is_told",
    ),
    mutant(
        "who is owed the notice of a pause gets it though that is over",
        "handlers.admin.telling.watch:NoticeWatch._note_pauses",
        " and subject not in unsaid",
        "",
        f"{WATCH}test_a_pause_is_told_though_it_is_over_when_telegram_lets_it",
    ),
    mutant(
        "a notice is taken before the call",
        "db.admins.notices:NoticeStore.take",
        "            await _write(connection, subject, owed - {user_id})\n",
        "",
        f"{WATCH}test_each_hears_of_what_they_chose_and_once",
        f"{WATCH}test_a_crash_at_the_call_repeats_nothing",
    ),
    mutant(
        "nobody is told of what was before they asked",
        "handlers.admin.telling.due:those",
        "if since <= moment",
        "if since",
        f"{WATCH}test_nobody_is_told_of_what_was_before_they_asked",
    ),
    mutant(
        "who leaves the team before a notice gets through hears nothing",
        "handlers.admin.telling.watch:NoticeWatch._tell",
        "in_team = user_id in admins",
        "in_team = True",
        f"{WATCH}test_who_leaves_the_team_before_it_gets_through_hears_nothing",
    ),
    mutant(
        "what Telegram puts off is told later",
        "handlers.admin.telling.watch:NoticeWatch._tell",
        "                    await self._store.give_back(subject, user_id)\n",
        "",
        f"{WATCH}test_what_telegram_puts_off_is_told_later",
    ),
    mutant(
        "Monday at nine is by the clock on the wall",
        "handlers.admin.telling.weekly:_moment",
        "return int(datetime.combine(day, AT, tzinfo=zone).timestamp())",
        "return (day - EPOCH).days * 86_400 + 9 * 3_600",
        f"{WEEKLY}test_nine_is_nine_after_a_clock_change",
    ),
    mutant(
        "no name and no word of Telegram's runs as a formula in a spreadsheet",
        "db.reports.recipients_csv:exported",
        "texts = map(guarded, (",
        "texts = map(str, (",
        f"{CSV}test_no_cell_is_a_formula_and_none_ends_its_row",
    ),
    mutant(
        "the file says what was found about a lost answer",
        "db.reports.recipients_csv:_pages",
        "*verdicts.get(row[0], NO_VERDICT)",
        "*NO_VERDICT",
        f"{CSV}test_what_was_found_about_a_lost_answer_stands_beside_it",
    ),
    mutant(
        "a file that is large enough is closed",
        "db.reports.recipients_csv:write_parts",
        " and raw.tell() < most:",
        ":",
        f"{CSV}test_parts_are_whole_files_of_their_own_and_nobody_is_between_them",
    ),
    mutant(
        "files of recipients are their owner's alone",
        "db.reports.recipients_csv",
        "PRIVATE = 0o600",
        "PRIVATE = 0o644",
        f"{CSV}test_parts_are_whole_files_of_their_own_and_nobody_is_between_them",
    ),
    mutant(
        "an export that fails leaves nothing",
        "broadcast.doors.reporting.exports:Exports.recipients",
        "            shutil.rmtree(folder, ignore_errors=True)\n",
        "",
        f"{EXPORTS}test_a_failure_and_a_cancellation_leave_nothing",
    ),
    mutant(
        "whoever lost the role meanwhile gets no file",
        "handlers.admin.reporting.file_sender:FileSender._send",
        "        await self._access.require(order.user_id)\n",
        "",
        f"{SENDER}test_a_role_that_is_lost_meanwhile_ends_it",
    ),
    mutant(
        "what was not sent is deleted",
        "handlers.admin.reporting.file_sender:FileSender._make_and_send",
        "            export.remove()\n",
        "            pass\n",
        f"{SENDER}test_the_end_of_the_bot_leaves_nothing",
    ),
    mutant(
        "a child gets none of our settings",
        "runtime.child_process:_environment",
        "{name: os.environ[name] for name in PASSED_ON if name in os.environ}",
        "dict(os.environ)",
        f"{CHILD}test_it_knows_none_of_our_settings",
    ),
    mutant(
        "a child that takes too long is ended",
        "runtime.child_process:ask",
        "            process.kill()\n",
        "            pass\n",
        f"{CHILD}test_who_takes_too_long_is_ended",
    ),
    mutant(
        "a child has only so much memory",
        "runtime.child_task:answer",
        "    limit(resource.RLIMIT_AS, megabytes * MEGABYTE)\n",
        "",
        f"{CHILD}test_a_failure_is_one_error_and_a_line_in_the_log",
    ),
    mutant(
        "pictures are drawn one at a time",
        "handlers.admin.reporting.pictures:Pictures.draw",
        "async with self._one_at_a_time:",
        "if True:",
        f"{PICTURES}test_one_at_a_time",
    ),
    mutant(
        "whom a delivery found gone did not leave because of it",
        "db.reports.leavers:_left",
        "_s.state_at < until, ~found_out,",
        "_s.state_at < until, ~found_out | found_out,",
        f"{STATISTICS}test_whom_a_delivery_found_gone_did_not_leave_because_of_it",
    ),
    mutant(
        "what a report says of messages is counted before its rows go",
        "broadcast.ledger.retention:Retention._prune",
        "        await self._count(run_id)\n",
        "",
        "tests/engine/ledger/test_retention.py::test_what_a_report_says_of_messages_is_counted_before",
    ),
    mutant(
        "whom the cleaning of the list found gone did not leave because of a broadcast",
        "db.reports.leavers:_left",
        "~found_out, ~asked",
        "~found_out",
        f"{STATISTICS}test_nor_did_those_whom_a_recall_or_the_cleaning_found",
    ),
    mutant(
        "a ledger that is needed again holds up no other",
        "broadcast.ledger.retention:Retention._prune",
        "            if run_id not in await self._due():\n                return False\n",
        "",
        "tests/engine/ledger/test_retention.py::"
        "test_one_that_is_taken_back_meanwhile_holds_up_no_other",
    ),
)
