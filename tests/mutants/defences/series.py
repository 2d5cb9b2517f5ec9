"""A series: once in it, each step once and in order, and nobody is lost in between."""

from tests.mutants.mutant import Mutant, mutant

SIGNALS = "tests/unit/series/test_signals.py::"
HANDING = "tests/unit/series/test_handing.py::"
CLAIMS = "tests/unit/series/test_claims.py::"
AT_ONCE = "tests/unit/series/test_at_once.py::"
FIGURES = "tests/unit/series/test_figures.py::"
TRIAL = "tests/unit/series/test_trial.py::"
ENGINE = "tests/engine/test_series.py::"
WAIT = "tests/unit/series/test_wait.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "whoever subscribes is in it in the same transaction",
        "db.subscribers.store:Subscribers._apply",
        "                await subscriptions.changed(connection, _came(asked, answers), now=now)\n",
        "",
        f"{SIGNALS}test_whoever_subscribes_is_in_it_at_once_and_once",
    ),
    mutant(
        "leaving ends it",
        "db.series.coming.subscriptions:changed",
        "        await gone(connection, _of(numbers, left), state)\n",
        "        pass\n",
        f"{SIGNALS}test_whoever_subscribes_is_in_it_at_once_and_once",
    ),
    mutant(
        "a delivery that finds somebody gone ends it",
        "db.ledger.migrated_chats:mark",
        "    await gone(connection, subscriber_ids, state)\n",
        "",
        f"{SIGNALS}test_a_delivery_that_finds_somebody_gone_ends_it",
    ),
    mutant(
        "those alone who meet its conditions",
        "db.series.coming.enrolling:enrol",
        "    if wanted.is_everyone:\n",
        "    if True:\n",
        f"{SIGNALS}test_only_those_who_meet_its_conditions",
    ),
    mutant(
        "who has the tag already does not get it again",
        "db.knowledge.tags:_without",
        "number.not_in(theirs)",
        "number.is_not(None)",
        f"{SIGNALS}test_who_has_the_tag_already_does_not_get_it_again",
    ),
    mutant(
        "silence counts from when the series was started",
        "db.series.coming.silent:enrol",
        "            since < _SEEN,\n",
        "",
        f"{SIGNALS}test_silence_counts_from_when_the_series_was_started",
    ),
    mutant(
        "the next one waits while the one before is on its way",
        "broadcast.series.handing:_Chunk._ready",
        "        return [one for one in people if one.subscriber_id not in waiting]\n",
        "        return people\n",
        f"{HANDING}test_the_next_one_waits_while_the_one_before_is_on_its_way",
    ),
    mutant(
        "claims find whoever is handed over, wherever they stand",
        "db.series.due:hand_over",
        "literal(int(DeliveryState.PENDING)),",
        "literal(int(DeliveryState.SENT)),",
        f"{HANDING}test_claims_find_whoever_comes_later_with_a_lower_number[True]",
        f"{CLAIMS}test_a_look_that_finds_nobody_is_not_made_again",
    ),
    mutant(
        "a million who have a step are not looked through for each who is to get it",
        "broadcast.ledger.transaction:claim",
        "        if share.standing and touched < share.count:\n",
        "        if not share.count:\n",
        f"{CLAIMS}test_a_look_that_finds_nobody_is_not_made_again",
    ),
    mutant(
        "whoever waits in a step that ends is looked for from the first on",
        "db.series.steps:_end_run",
        "    await parts.lower_cursor(connection, run_id, 0)\n",
        "",
        f"{CLAIMS}test_of_a_step_that_ends_all_who_wait_are_skipped[ended]",
    ),
    mutant(
        "of two admins who choose what begins it at once both count",
        "broadcast.doors.series.making:SeriesMaking.turn_signal",
        "            chosen = await series.signals(connection, series_id, does=does)\n",
        "            chosen = ()\n",
        f"{AT_ONCE}test_two_admins_choose_what_begins_it_at_once_and_both_count",
    ),
    mutant(
        "whoever waits for a turn has no transaction open",
        "broadcast.doors.series.running:SeriesRunning.pause",
        "        async with self._turns.alone():\n            async with self._database.write()",
        "        if True:\n            async with self._database.write()",
        f"{AT_ONCE}test_whoever_waits_for_a_turn_has_no_transaction_open[pause]",
    ),
    mutant(
        "a run at rest is none of the engine's",
        "db.ledger.runs:unsettled",
        "awake = runs.c.standing.is_(False) | unfinished | (runs.c.in_doubt > 0)",
        "awake = runs.c.id > 0",
        f"{HANDING}test_a_run_at_rest_costs_the_engine_nothing",
    ),
    mutant(
        "a standing run does not finish",
        "db.ledger.runs:finish",
        "            runs.c.standing.is_(False),  # a series' step is at rest, and others come\n",
        "",
        f"{HANDING}test_a_run_at_rest_costs_the_engine_nothing",
    ),
    mutant(
        "what is late goes to nobody where that is chosen",
        "broadcast.series.handing:_Chunk.hand_over",
        "late is not None and one.due_at < late",
        "False",
        f"{HANDING}test_what_is_late_goes_to_nobody_where_that_is_chosen",
    ),
    mutant(
        "a backup does not know what was sent until it was put in place",
        "broadcast.series.handing:_Chunk._in_doubt",
        "upto is not None and one.due_at <= upto",
        "False",
        f"{HANDING}test_after_a_backup_whoever_was_due_by_then_is_uncertain",
    ),
    mutant(
        "steps that change places lose nobody",
        "db.series.steps:exchange",
        "            enrolments.c.step == position + 1,\n",
        "            enrolments.c.step < 0,\n",
        f"{HANDING}test_two_steps_change_places_and_nobody_gets_one_twice_or_none",
    ),
    mutant(
        "whoever waits behind a removed step stays where they are",
        "db.series.steps:remove",
        "values(step=enrolments.c.step - 1)",
        "values(step=enrolments.c.step)",
        f"{HANDING}test_a_step_that_is_removed_is_waited_for_no_more",
    ),
    mutant(
        "the next day is a day of the calendar",
        "broadcast.model.series.wait:Wait.over",
        "local_at(since, zone).date() + timedelta(days=self.days)",
        "local_at(since + 86_400 * self.days, zone).date() + timedelta(days=1)",
        f"{WAIT}test_the_next_day_is_a_day_of_the_calendar_and_not_24_hours",
    ),
    mutant(
        "a trial that a restart has ended is told of",
        "broadcast.doors.series.trials:Trials.begin",
        "        await self._note(by.user_id, series_id)\n",
        "",
        f"{TRIAL}test_after_a_restart_it_is_said_once_that_it_does_not_go_on",
    ),
    mutant(
        "a step is not cancelled behind its series' back",
        "broadcast.doors.launches:Launches._move",
        "            if new is BroadcastState.CANCELLED and broadcast.series_id is not None:\n"
        '                raise MoveNotAllowed("it is a step of a series")\n',
        "",
        f"{ENGINE}test_a_step_is_no_broadcast_that_could_be_cancelled",
    ),
    mutant(
        "a series that people are in is not deleted",
        "broadcast.doors.series.making:SeriesMaking.delete",
        "                if row.state in series.ALIVE:\n"
        "                    raise SeriesRefused(SeriesMistake.STATE)\n",
        "",
        f"{ENGINE}test_one_that_has_ended_is_deleted_however_many_were_in_it",
    ),
    mutant(
        "a step that comes to those who finished waits for its time of the day",
        "broadcast.doors.series.making:SeriesMaking.add_step",
        "                    await self._reckon(connection, series_id, position, since=now)\n",
        "",
        f"{AT_ONCE}test_those_who_finished_wait_for_a_time_of_the_day_too",
    ),
    mutant(
        "what stands in the place of a removed step keeps its own wait",
        "broadcast.doors.series.making:SeriesMaking.remove_step",
        "                await self._reckon(connection, series_id, step.position)\n",
        "",
        f"{AT_ONCE}test_what_stands_in_the_place_of_another_keeps_its_own_wait",
    ),
    mutant(
        "who waits in the run of a step is not counted again at the next one",
        "broadcast.model.series.series:figures_of",
        "        if some.state in _IN_IT:\n",
        "        if False:\n",
        f"{FIGURES}test_who_waits_in_the_run_of_a_step_waits_for_that_one_alone",
    ),
)
