"""One file, one writer, whole or not at all."""

from tests.mutants.mutant import Mutant, mutant

BROADCASTS = "tests/engine/test_broadcasts.py::"
POSTGRESQL = "tests/unit/connection/test_postgresql.py::"
SILENT = "tests/unit/connection/test_silent_server.py::"
STORAGE = "tests/engine/ledger/test_storage.py::"
REFUSES = "tests/engine/ledger/test_server_refuses.py::"
TEAM = "tests/unit/handlers/test_team.py::"
TRANSFER = "tests/unit/rows/test_transfer.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "what was launched before the update is sent as it was",
        "db/migrations/versions/0008_run_content.py",
        "    op.execute(COPY)\n",
        "",
        "tests/unit/rows/test_migrate.py::test_broadcasts_of_a_file_that_is_there_are_as_they_were",
        "tests/e2e/carried_over/test_carried_over.py"
        "::test_what_the_version_before_had_begun_is_finished_here",
    ),
    mutant(
        "of two launches one counts",
        "db.broadcasts.broadcasts:mark_launched",
        "            broadcasts.c.stage == found,\n"
        "            broadcasts.c.stage.in_(allowed_from(BroadcastState.RUNNING)),\n",
        "",
        f"{BROADCASTS}test_of_two_launches_at_once_one_counts",
    ),
    mutant(
        "whoever was taken over writes nothing",
        "db.connection.postgresql.database:PostgresDatabase._enter",
        "            raise LeaseLost(self._schema)\n",
        "            return\n",
        f"{POSTGRESQL}test_whoever_was_taken_over_writes_nothing",
    ),
    mutant(
        "a bot in a schema has one writer at a time",
        "db.connection.postgresql.database:beginning",
        " FOR NO KEY UPDATE",
        "",
        f"{POSTGRESQL}test_two_processes_write_one_after_the_other",
    ),
    mutant(
        "a process that stands still in a transaction is ended by the server",
        "db.connection.postgresql.pool:PostgresPool.__init__",
        '"idle_in_transaction_session_timeout": idle_ms',
        '"idle_in_transaction_session_timeout": 60_000',
        f"{POSTGRESQL}test_a_process_that_stands_still_in_a_transaction_holds_the_bot_for_a_while",
    ),
    mutant(
        "a connection that may not write is left behind",
        "db.connection.postgresql.pool:_left_behind",
        "met.is_disconnect or takes_no_writes(met.sqlalchemy_exception)",
        "met.is_disconnect",
        f"{REFUSES}test_a_server_that_takes_no_writes_for_a_while",
    ),
    mutant(
        "after a failover nothing is claimed or written from memory",
        "db.connection.postgresql.database:PostgresDatabase._stay",
        "            raise Elsewhere(self._schema)\n",
        "            return\n",
        "tests/unit/process/test_server_shift.py::test_after_a_failover_nothing_goes_on_by_itself",
    ),
    mutant(
        "nobody stays with a standby",
        "db.connection.postgresql.pool:connecting",
        "        **PRIMARY,\n",
        "",
        f"{REFUSES}test_nobody_reads_from_a_standby",
    ),
    mutant(
        "whoever waits for a server that stands still is cut off",
        "db.connection.postgresql.pool:PostgresPool.is_silent",
        "        self._waiting.cut_off(0.0)\n",
        "",
        f"{SILENT}test_whoever_waits_for_an_answer_is_told_and_whoever_comes_does_not_begin",
    ),
    mutant(
        "a commit that waits is known to wait",
        "db.connection.postgresql.answers:Waiting.follow",
        '"before_cursor_execute", "commit", "rollback"',
        '"before_cursor_execute", "rollback"',
        f"{SILENT}test_a_commit_that_waits_is_told_too",
    ),
    mutant(
        "no line of before is used once a server was silent",
        "db.connection.postgresql.pool:PostgresPool.is_silent",
        "            await self._end_all()\n",
        "",
        f"{SILENT}test_whoever_waits_for_an_answer_is_told_and_whoever_comes_does_not_begin",
    ),
    mutant(
        "a connection that served another bot is told whose schema is meant",
        "db.connection.postgresql.pool:PostgresPool.reader",
        'if connection.info.get("path") != path:',
        'if connection.info.get("path") is None:',
        f"{POSTGRESQL}test_bots_share_connections_and_nothing_else",
    ),
    mutant(
        "what people ask for waits longer",
        "db.connection.sqlite.database:SqliteDatabase._begun",
        "for _ in range(tries - 1):",
        "for _ in range(0):",
        f"{STORAGE}test_what_people_ask_for_waits_longer_for_another_program",
    ),
    mutant(
        "a file in another encoding is refused before its first row",
        "db.subscribers.csv_files:checked",
        "        for _ in _checking(file, most):\n            pass\n        file.seek(start)\n",
        "        file.seek(start)\n",
        f"{TRANSFER}test_a_file_in_another_encoding_went_in_with_broken_names",
    ),
    mutant(
        "reading ends though the file does not",
        "db.subscribers.csv_files:_checking",
        "        if size > most:\n",
        "        if size > 20 * most:\n",
        f"{TRANSFER}test_a_file_without_an_end_was_read_for_ever",
    ),
    mutant(
        "a number is a moment only where it fits",
        "db.subscribers.csv_moments:_of_number",
        "        if EARLIEST <= seconds <= latest:",
        "        if seconds <= latest:",
        f"{TRANSFER}test_numbers_that_are_no_seconds_became_1970",
    ),
    mutant(
        "nothing is restored under another program's hands",
        "db.backup:fold",
        '        raise DatabaseTrouble(f"{database} is in use',
        '        return\n        raise DatabaseTrouble(f"{database} is in use',
        "tests/unit/rows/test_backup.py::test_a_restore_under_another_program_is_refused",
    ),
    mutant(
        "the database is its owner's alone",
        "db.connection.sqlite.private_files:make_file",
        "os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, FILE)",
        "os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)",
        "tests/unit/rows/test_backup.py::test_everybody_on_the_machine_could_read_the_database",
    ),
    mutant(
        "a link lets in one person only",
        "db.admins.invites:Invites.use",
        "invite_id, _open(now))\n            .values(ended=InviteEnd.USED)",
        "invite_id)\n            .values(ended=InviteEnd.USED)",
        f"{TEAM}test_of_two_at_the_same_moment_one_gets_in",
    ),
    mutant(
        "the last owner stays",
        "db.admins.admins:Admins.remove",
        "            if known == Role.OWNER and last:\n",
        "            if known == Role.OWNER and last is None:\n",
        f"{TEAM}test_of_two_owners_who_remove_each_other_one_stays",
    ),
    mutant(
        "whoever asks to be forgotten leaves no link behind",
        "db.subscribers.store:Subscribers.erase",
        "            await invites.erase_author(connection, chat_id)\n",
        "",
        f"{TEAM}test_who_asks_to_be_forgotten_leaves_no_link_behind",
    ),
    mutant(
        "nothing is written into a database that was removed",
        "db.connection.sqlite.database:_prepare",
        """            standing.check()
            connection.exec_driver_sql""",
        """            connection.exec_driver_sql""",
        "tests/unit/connection/test_database_replaced.py"
        "::test_what_was_written_into_a_removed_file_was_never_seen_again",
        f"{STORAGE}test_a_database_that_was_removed_under_the_bot_was_not_noticed",
    ),
    mutant(
        "no empty database takes the place of one that was removed",
        "db.connection.sqlite.database:_existing",
        '"mode": "rw"',
        '"mode": "rwc"',
        "tests/unit/connection/test_database_replaced.py::test_none_is_made_where_it_was_removed",
    ),
    mutant(
        "another file in its place is not read either",
        "db.connection.sqlite.database:_prepare.look",
        "        standing.check()",
        "        pass",
        "tests/unit/connection/test_database_replaced.py::test_a_file_put_in_its_place_is_not_written",
    ),
    mutant(
        "whoever is cancelled in the middle of a write gives the file back",
        "db.connection.sqlite.database:_prepare.give_back",
        "                connection.rollback()\n",
        "                pass\n",
        "tests/unit/connection/test_write_cancelled.py"
        "::test_others_can_write_as_soon_as_a_cancelled_write_has_ended",
        "tests/unit/connection/test_write_cancelled.py::test_the_database_itself_writes_on",
    ),
    mutant(
        "a vote that comes before its poll is known counts",
        "db.broadcasts.polls:note",
        "        _count(moved, runs[poll_id], bits, 1)\n",
        "        pass\n",
        "tests/unit/rows/test_votes.py::test_a_vote_that_was_faster_than_the_note_of_its_poll",
    ),
    mutant(
        "whoever is erased has not voted",
        "db.subscribers.store:Subscribers.erase",
        "            await polls.erase(connection, chat_id, number)\n",
        "",
        "tests/unit/rows/test_votes.py::test_whoever_is_erased_has_not_voted",
    ),
)
