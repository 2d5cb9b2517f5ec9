"""What is repeated comes by its rule, once, and never behind the admins' backs."""

from tests.mutants.mutant import Mutant, mutant

ROUNDS = "tests/unit/repeating/test_rounds.py::"
RULES = "tests/unit/repeating/test_rules.py::"
STILL = "tests/unit/repeating/test_standstill.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a rule that never comes is looked for where the calendar ends soon",
        "broadcast.model.repeating.rule:Rule._walls",
        "// _CYCLE * _CYCLE",
        "* 0",
        f"{RULES}test_a_rule_that_never_comes_is_refused_and_is_not_looked_for_until_the_year_9999",
    ),
    mutant(
        "every Monday and the first Tuesday are days of either kind",
        "broadcast.model.repeating.rule:_weekdays",
        "    if all(which == 0 for _, which in found) or all(which for _, which in found):\n",
        "    if True:\n",
        f"{RULES}test_an_advanced_rule",
    ),
    mutant(
        "the first week of a rule is a whole one",
        "broadcast.model.repeating.rule:_of_dateutil",
        '    if frequency == "WEEKLY":  # the first week is a whole one, for BYSETPOS\n',
        "    if False:\n",
        f"{RULES}test_an_advanced_rule",
    ),
    mutant(
        "nobody gets it more than once an hour",
        "broadcast.model.repeating.reading:_check_together",
        '    if len(numbers(parts.get("BYMINUTE"))) > 1:\n',
        "    if False:\n",
        f"{RULES}test_what_is_no_rule_is_refused",
    ),
    mutant(
        "of many that were missed one is made",
        "broadcast.model.repeating.rule:Rule.due",
        "            if moment > now:\n",
        "            if moment > since:\n",
        f"{ROUNDS}test_what_was_missed_asks_once_however_often_it_was_missed",
    ),
    mutant(
        "who skips a round that waits skips all that have come meanwhile",
        "broadcast.model.repeating.rule:Rule.due",
        "moment > without:\n",
        "moment != without:\n",
        f"{ROUNDS}test_one_that_waits_is_skipped_whatever_has_come_meanwhile",
    ),
    mutant(
        "a round is made where its repeat moves on, and there alone",
        "broadcast.repeating.rounds:make",
        "        if not await repeats.take(connection, row, following=following):\n",
        "        await repeats.take(connection, row, following=following)\n        if False:\n",
        f"{ROUNDS}test_one_at_a_time_makes_one",
    ),
    mutant(
        "an unfinished round delays the next",
        "broadcast.repeating.policy:decide",
        "    if unfinished:\n",
        "    if False:\n",
        f"{ROUNDS}test_an_unfinished_one_delays_the_next_and_says_so_once",
    ),
    mutant(
        "what had to wait goes out however late",
        "broadcast.repeating.policy:decide",
        "due_at=int(now) if held else due.moment",
        "due_at=due.moment",
        f"{ROUNDS}test_an_unfinished_one_delays_the_next_and_says_so_once",
    ),
    mutant(
        "a preview is shown once, over restarts",
        "broadcast.repeating.timer:RepeatTimer._show",
        "            await repeats.mark_told(connection, row)\n",
        "            pass\n",
        f"{ROUNDS}test_an_hour_before_the_admins_see_it_once_over_restarts",
    ),
    mutant(
        "nothing goes out in the name of whoever is no admin any more",
        "broadcast.repeating.rounds:make",
        "        await require_planner(connection, row.created_by, rules)\n",
        "",
        f"{ROUNDS}test_whoever_made_it_is_no_admin_any_more",
    ),
    mutant(
        "nobody to send it to is no question",
        "broadcast.repeating.timer:RepeatTimer._make",
        "if said is None or not await self._has_somebody(said.audience):",
        "if said is None:",
        f"{ROUNDS}test_nobody_to_send_it_to_is_no_question",
    ),
    mutant(
        "what rounds are made of is launched by nobody",
        "db.broadcasts.broadcasts:mark_launched",
        "            or_(broadcasts.c.stage != Stage.DRAFT, broadcasts.c.repeat_id.is_(None)),\n",
        "",
        f"{ROUNDS}test_its_draft_cannot_be_sent_planned_or_thrown_away",
    ),
    mutant(
        "rounds of a restored backup do not go on by themselves",
        "broadcast.ledger.restoring:doubt",
        'await repeats.pause_all(connection, RepeatWhy.RESTORED, detail or "")',
        "0",
        f"{STILL}test_in_a_restored_backup_it_is_paused_and_asks_once",
    ),
    mutant(
        "another bot's token makes no round",
        "broadcast.ledger.takeover:Takeover._greet_bot",
        "                await repeats.pause_all(connection, RepeatWhy.OTHER_BOT)\n",
        "",
        f"{STILL}test_another_bots_token_makes_no_round",
    ),
)
