"""The process: its connection to Telegram, its HTTP server, its commands."""

from tests.mutants.mutant import Mutant, mutant

COMMAND_FILES = "tests/unit/commands/test_command_files.py::"
CLOCK = "tests/unit/runtime/test_clock.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "the types of answers are kept",
        "bot.client.session:Session.check_response",
        "            self._kinds[returned] = Response[returned]\n",
        "            pass\n",
        "tests/unit/botapi/test_kept_answers.py::"
        "test_they_are_not_built_again_after_each_collection",
    ),
    mutant(
        "whoever slept until a moment finds that it has come",
        "runtime.clock:SystemClock.sleep",
        "        while (left := until - self._monotonic()) > 0:\n",
        "        if (left := until - self._monotonic()) > 0:\n",
        f"{CLOCK}test_it_looks_again_after_a_timer_that_was_early_all_the_same",
    ),
    mutant(
        "an owner sees the bots that are his",
        "bot.house.neighbours:NeighbourList.of_owner",
        "if role is Role.OWNER]",
        "if role is not None or True]",
        "tests/unit/roster/test_neighbours.py::test_whoever_owns_one_bot_sees_that_one",
    ),
    mutant(
        "one 401 is no refused token",
        "bot.roster.token_watch:TokenWatch.refused",
        "            except StartRefused:\n                pass",
        "            except StartRefused:\n                return TokenRefused('')",
        "tests/unit/roster/test_token_watch.py::test_no_answer_is_no_refusal",
    ),
    mutant(
        "a start that hangs keeps nobody from starting",
        "bot.house.starts:Starts.turn",
        "call_later(self._held, turn.end)",
        "call_later(self._held, len, ())",
        "tests/unit/roster/test_starts.py::test_one_that_hangs_gives_its_turn_away_once",
    ),
    mutant(
        "each bot's webhook has a secret of its own",
        "bot.roster.entries:secret_of",
        'f"hook/{bot_id}".encode()',
        'b"hook"',
        "tests/unit/roster/test_entries.py::test_each_hook_has_an_address_and_a_secret_of_its_own",
    ),
    mutant(
        "a token in a bad line is never told",
        "bot.roster.tokens_file:_line",
        'raise BadTokensFile("does not begin with a token, such as 123456:ABC-def", number)',
        "raise BadTokensFile(token, number)",
        "tests/unit/roster/test_tokens_file.py::test_whatever_stands_there_is_never_repeated",
    ),
    mutant(
        "who runs with the same settings is not touched",
        "bot.roster.plan:plan",
        "if wanted.get(bot) != settings]",
        "if True]",
        "tests/unit/roster/test_plan.py::test_who_runs_with_the_same_settings_is_not_touched",
    ),
    mutant(
        "a stalled loop is counted",
        "bot.process.loop_watch:LoopWatch.run_forever",
        "if seen - before >= STANDS_STILL:",
        "if seen - before >= 100 * STANDS_STILL:",
        "tests/unit/process/test_loop_watch.py::test_each_stretch_is_told_and_counted",
    ),
    mutant(
        "a device is written through",
        "bot.commands.writing:is_through",
        "    return old is not None and not stat.S_ISREG(old.st_mode)",
        "    return old is not None and stat.S_ISFIFO(old.st_mode)",
        f"{COMMAND_FILES}test_a_device_was_replaced_by_a_file",
    ),
    mutant(
        "a demo without its sandbox is refused in a line",
        "bot.demo.options:begin",
        'if find_spec("botapi_sandbox") is None:',
        'if find_spec("bot") is None:',
        "tests/unit/project/test_wheel.py::test_a_demo_without_its_sandbox_is_refused_in_a_line",
    ),
    mutant(
        "a demo of a fleet without PostgreSQL is refused in a line",
        "bot.demo.options:_begin_fleet",
        "if programs is None:",
        "if programs == 0:",
        "tests/e2e/demo/test_demo_fleet.py"
        "::test_where_there_is_no_postgresql_one_line_says_what_to_install",
    ),
    mutant(
        "the floors of a wheel are found inside of it",
        "herald.__main__:main",
        "str(PACKED if PACKED.is_dir() else HERE.parent)",
        "str(HERE.parent)",
        "tests/unit/project/test_wheel.py::test_the_command_of_a_wheel",
    ),
    mutant(
        "a 429 at the start is waited out",
        "bot.foundation:laid",
        "await waiting_out(lambda: who_am_i(bot, settings.telegram_api_url), clock)",
        "await who_am_i(bot, settings.telegram_api_url)",
        "tests/e2e/subscribers/test_starts_waiting.py::test_a_start_inside_a_ban",
    ),
    mutant(
        "a lost terminal asks it to end",
        "bot.process.signals",
        "ASKED_BY = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)",
        "ASKED_BY = (signal.SIGTERM, signal.SIGINT)",
        "tests/unit/process/test_signals.py::test_a_lost_terminal_was_a_crash",
    ),
    mutant(
        "silent connections give way",
        "bot.http.connections:ConnectionLimit._make_room",
        "        if too_many <= 0:",
        "        if too_many:",
        "tests/unit/process/test_http.py::test_silent_connections_were_let_in_without_end",
    ),
    mutant(
        "a slow connection is closed",
        "bot.http.server:serving",
        "        keepalive_timeout=SILENT_FOR,\n",
        "",
        "tests/unit/process/test_http.py::test_a_slow_connection_was_never_closed",
    ),
    mutant(
        "passwords in addresses are not shown",
        "bot.process.logs:Redactor.__call__",
        '        text = BEFORE_HOST.sub(f"{REMOVED}@", text)\n',
        "",
        "tests/e2e/process/test_process_refusals.py::test_a_password_in_an_address_was_printed",
    ),
    mutant(
        "check tries to write",
        "bot.commands.writable:check_folder",
        "with TemporaryFile(dir=nearest) as file:",
        "with open(os.devnull, 'wb') as file:",
        "tests/e2e/process/test_process_check.py::test_root_was_told_that_it_can_write_anywhere",
    ),
    mutant(
        "background tasks end, and what they began",
        "runtime.supervisor:Supervisor.close",
        "        while self._tasks:\n            for task",
        "        if self._tasks:\n            for task",
        "tests/unit/runtime/test_supervisor.py"
        "::test_what_a_task_begins_while_it_is_cancelled_is_cancelled_too",
    ),
)
