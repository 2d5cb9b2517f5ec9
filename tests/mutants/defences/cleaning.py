"""Questions to the silent ones: last of all, and never too often."""

from tests.mutants.mutant import Mutant, mutant

CLEANER = "tests/unit/cleaning/test_cleaner.py::"
ENGINE = "tests/engine/test_cleaning.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "nobody is asked while anything else is to be sent",
        "broadcast.cleaning.cleaner:ListCleaner.once",
        "if not self._is_idle():",
        "if False:",
        f"{CLEANER}test_nobody_is_asked_while_anything_else_is_to_be_sent",
        f"{ENGINE}test_while_a_broadcast_runs_nobody_is_asked",
    ),
    mutant(
        "a running broadcast is something else to be sent",
        "broadcast.assembly.sending:cleaner_of",
        "status.running or ",
        "",
        f"{ENGINE}test_while_a_broadcast_runs_nobody_is_asked",
    ),
    mutant(
        "questions give way to a flood",
        "broadcast.cleaning.policy:rest_after",
        "return max(AFTER_FLOOD, outcome.retry_after)",
        "return APART",
        f"{CLEANER}test_a_flood_is_given_way_to_for_long_and_asks_the_same_one_later",
        f"{CLEANER}test_whatever_the_answer_the_next_one_waits_a_second",
    ),
    mutant(
        "nobody is asked more often than once in a cycle",
        "broadcast.cleaning.policy:next_walk_in",
        "return max(0.0, min(walk.began + CYCLE - now, CYCLE))",
        "return 0.0",
        f"{CLEANER}test_nobody_is_asked_more_often_than_once_in_a_cycle",
    ),
    mutant(
        "who comes back while they are asked stays",
        "broadcast.cleaning.cleaner:ListCleaner._note",
        "if state is not None and self._came_back_since(row.chat_id, left_at):",
        "if False:",
        f"{CLEANER}test_who_comes_back_meanwhile_stays",
    ),
    mutant(
        "whom a broadcast has just reached is not asked",
        "db.cleaning.silent:stretch",
        "            ~reached,\n",
        "",
        f"{CLEANER}test_whom_a_broadcast_has_just_reached_is_not_asked",
    ),
    mutant(
        "who came back after they were found gone was not found any more",
        "db.people.pages",
        "        & (subscribers.c.state_at == found_gone.c.found_at)\n",
        "",
        f"{CLEANER}test_who_came_back_and_left_by_themselves_was_not_found",
    ),
    mutant(
        "a walk goes on where it was",
        "broadcast.cleaning.cleaner:ListCleaner._note",
        "walk, after=row.number, ",
        "walk, ",
        f"{CLEANER}test_a_restart_goes_on_where_it_was",
    ),
)
