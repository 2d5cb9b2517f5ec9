"""A bot's database, made and moved: never two that can be started, and none that has lost a row."""

from tests.mutants.mutant import Mutant, mutant

MOVE = "tests/unit/moving/test_move.py::"
PUT_BACK = "tests/engine/ledger/test_put_back.py::"
MIGRATE = "tests/unit/rows/test_migrate_postgresql.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "what stands in the new place is compared row by row",
        "db.moving.move:_compare",
        "        if one != two:\n",
        "        if one is None:\n",
        f"{MOVE}test_a_row_that_is_not_the_same_behind_it_leaves_both_as_they_were",
    ),
    mutant(
        "no bot starts with what was moved",
        "db.moving.move:move",
        "                source.set_mark(Mark.MOVED, target.name)\n",
        "",
        f"{MOVE}test_no_bot_starts_with_what_was_moved_and_it_can_stay_after_all",
    ),
    mutant(
        "no bot starts with what is just being moved",
        "db.moving.move:move",
        "            source.set_mark(Mark.MOVING, target.name)\n",
        "",
        f"{MOVE}test_after_a_kill_no_bot_starts_and_the_same_command_ends_it",
    ),
    mutant(
        "who was erased has a number that nobody gets, in the new place neither",
        "db.moving.move:_carry",
        "                target.start_numbers(name, highest)\n"
        "            if target.highest(name) != highest:\n",
        "                target.start_numbers(name, highest - 1)\n"
        "            if target.highest(name) > highest:\n",
        f"{MOVE}test_the_number_of_an_erased_person_is_not_given_again",
    ),
    mutant(
        "a backup that was put in place by others is doubted",
        "broadcast.ledger.restoring:doubt_if_put_back",
        "        if known == place:\n",
        "        if known is not None:\n",
        f"{PUT_BACK}test_a_backup_that_was_put_in_place_is_doubted",
    ),
    mutant(
        "a server that was only started again is believed",
        "broadcast.ledger.restoring:doubt_if_put_back",
        "        if known == place:\n",
        "        if not place:\n",
        f"{PUT_BACK}test_a_server_that_was_started_again_is_believed",
    ),
    mutant(
        "of nodes that start at once one migrates",
        "db.migrating.postgresql:migrate_schema",
        '                connection.execute(ALONE, {"schema": schema_of(url)})\n',
        "",
        f"{MIGRATE}test_of_nodes_that_start_at_once_one_migrates",
    ),
    mutant(
        "a standby is refused",
        "db.connection.postgresql.server:refuse",
        "    if server.standby:\n",
        "    if False:\n",
        f"{MIGRATE}test_on_which_servers_no_bot_works",
        f"{MIGRATE}test_a_standby_is_refused_also_where_there_is_nothing_to_do",
    ),
)
