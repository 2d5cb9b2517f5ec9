"""Versions that are tried: nobody gets it before it is decided, nobody twice or another one."""

from tests.mutants.mutant import Edit, Mutant, mutant

TESTS = "tests/engine/test_version_tests.py::"
HELD = "tests/engine/ledger/test_held_ledger.py::"
VERDICT = "tests/unit/versions/test_verdict.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "who is told to wait longer waits, even while the engine counts",
        "broadcast.versions.decisions:decide",
        "by is None and (row.state, row.seconds)",
        "False and (row.state, row.seconds)",
        f"{TESTS}test_who_is_to_wait_longer_waits_even_while_the_engine_counts",
    ),
    mutant(
        "who waits for the better version gets none before",
        "db.audience.recipients:Matching.rows",
        "true() if self.split is None else ~self.split.waits(subscribers.c.id)",
        "true()",
        f"{TESTS}test_each_version_goes_to_its_share_and_the_winner_to_all_others",
    ),
    mutant(
        "each gets the version of their place",
        "db.broadcasts.variants:chosen",
        "if split is None:",
        "if True:",
        f"{TESTS}test_each_version_goes_to_its_share_and_the_winner_to_all_others",
    ),
    mutant(
        "the winner goes in everybody's own language",
        "db.audience.recipients:Held.rows",
        "literal(0), chosen(self.variants))",
        "literal(0), literal(0))",
        f"{TESTS}test_each_version_goes_to_its_share_and_the_winner_to_all_others",
    ),
    mutant(
        "the winner alone goes on",
        "broadcast.versions.decisions:_winner",
        ".of_version(version)",
        ".of_version(0)",
        f"{TESTS}test_each_version_goes_to_its_share_and_the_winner_to_all_others",
    ),
    mutant(
        "the winner goes to those alone who waited",
        "db.ledger.open_deliveries:_skipped_keys",
        "            deliveries.c.reason == reason,\n",
        "",
        f"{HELD}test_who_opted_out_of_a_topic_that_goes_waits_no_more_and_gets_nothing",
    ),
    Mutant(
        without="a test is decided once",
        edits=(
            Edit(
                where="broadcast.versions.decisions:required",
                old="row.state not in OPEN_TESTS",
                new="False",
            ),
            Edit(
                where="db.broadcasts.version_tests:close",
                old="_T.run_id == run_id, _T.state.in_(OPEN_TESTS)",
                new="_T.run_id == run_id",
            ),
        ),
        tests=(f"{TESTS}test_of_two_who_decide_one_counts",),
    ),
    mutant(
        "half of a sample decides nothing",
        "broadcast.versions.figures:is_sent",
        "return row.run_state == BroadcastState.FINISHED",
        "return True",
        f"{TESTS}test_nothing_is_decided_while_the_versions_are_being_sent",
    ),
    mutant(
        "a difference by chance is asked about",
        "broadcast.versions.timer:VersionTimer._decide",
        "if standing.verdict.within_chance:",
        "if False:",
        f"{TESTS}test_a_difference_by_chance_is_asked_about_and_waits",
    ),
    mutant(
        "another bot's token decides nothing",
        "broadcast.ledger.takeover:Takeover._greet_bot",
        "                await version_tests.by_hand(connection)\n",
        "",
        f"{TESTS}test_another_bots_token_decides_nothing",
    ),
    mutant(
        "of a cancelled broadcast nobody waits",
        "broadcast.sending.snapshot:SnapshotWriter._skip",
        "if await self._release(run):",
        "if False:",
        f"{TESTS}test_who_was_held_back_by_a_cancelled_one_can_get_it_after_all",
    ),
    mutant(
        "a ledger is not pruned before its test is decided",
        "db.ledger.retention:due",
        "version_tests.c.state.in_(OPEN_TESTS)",
        "version_tests.c.state == ''",
        f"{TESTS}test_a_ledger_is_pruned_once_it_is_decided_and_the_figures_stay",
    ),
    mutant(
        "the figures of a test outlive its ledger",
        "broadcast.ledger.retention:Retention._count",
        "        await keep_figures(self._database, run_id)\n",
        "",
        f"{TESTS}test_a_ledger_is_pruned_once_it_is_decided_and_the_figures_stay",
    ),
    mutant(
        "to those who came since goes one version",
        "broadcast.doors.audience.newcomers:_content",
        "if content.versions > 1:",
        "if False:",
        f"{TESTS}test_to_those_who_came_since_it_goes_as_the_version_that_has_won",
    ),
    mutant(
        "nobody came since while it is not decided who gets it",
        "db.broadcasts.family:is_under_way",
        " | tested,",
        ",",
        f"{TESTS}test_to_those_who_came_since_it_goes_as_the_version_that_has_won",
    ),
    mutant(
        "who opted out of a topic that goes waits no more",
        "db.ledger.snapshot:skip_unwanted",
        "runs.c.state.in_(UNFINISHED) | (runs.c.held > 0)",
        "runs.c.state.in_(UNFINISHED)",
        f"{HELD}test_who_opted_out_of_a_topic_that_goes_waits_no_more_and_gets_nothing",
    ),
    mutant(
        "a restored backup doubts those who waited",
        "db.broadcasts.version_tests:doubt",
        """                state=DeliveryState.UNCERTAIN,
                trouble=DeliveryState.UNCERTAIN,
                reason=OwnReason.RESTORED,
""",
        "                reason=SkipReason.HELD,\n",
        f"{HELD}test_in_a_restored_backup_nobody_knows_who_of_them_got_it",
    ),
    mutant(
        "a group that moves may have to wait, too",
        "db.audience.recipients:Matching.placed",
        "HELD_BACK if held else {}",
        "{}",
        f"{HELD}test_a_group_that_moves_while_the_snapshot_is_written_may_have_to_wait",
    ),
    mutant(
        "several rivals raise the bar",
        "broadcast.model.versions.verdict:holm",
        "value * (len(ordered) - place)",
        "value",
        f"{VERDICT}test_holms_correction",
        f"{VERDICT}test_several_rivals_raise_the_bar",
    ),
    mutant(
        "both tails count",
        "broadcast.model.versions.verdict:_Margins.no_likelier_than",
        "total += self._tail(max(-right, below + 1), 1)",
        "pass",
        f"{VERDICT}test_published_values",
    ),
)
