"""What is planned goes out once, when it is to, and never over an admin's head."""

from tests.mutants.mutant import Mutant, mutant

PLANS = "tests/unit/planning/test_plans.py::"
ASKED = "tests/unit/planning/test_asked.py::"
WALL = "tests/unit/hours/test_wall_time.py::"
PERMISSIONS = "tests/unit/doors/test_permissions.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "what is confirmed can be undone for some seconds",
        "broadcast.doors.planning.plans:Plans.confirm",
        "        if not seconds or await self._is_urgent(broadcast_id):\n",
        "        if True:\n",
        f"{PLANS}test_confirm_waits_so_that_it_can_be_undone",
    ),
    mutant(
        "an urgent one waits for nothing",
        "broadcast.doors.planning.plans:Plans.confirm",
        " or await self._is_urgent(broadcast_id)",
        "",
        f"{PLANS}test_without_a_countdown_it_is_launched_at_once[rules1-options1]",
    ),
    mutant(
        "what nobody would get does not wait to be refused",
        "broadcast.doors.planning.plans:Plans.confirm",
        "await launching.counted(self._database, broadcast_id, now=self._now())",
        "type('Uncounted', (), {'asked': None})",
        f"{PLANS}test_what_could_not_be_launched_is_refused_at_once",
    ),
    mutant(
        "a draft is planned once, and by who holds it",
        "broadcast.doors.planning.plans:Plans._add",
        "            require_holder(by, await _require_there(connection, broadcast_id))\n",
        "",
        f"{PLANS}test_what_could_not_be_launched_is_refused_at_once",
    ),
    mutant(
        "what was counted is what counts down",
        "broadcast.doors.planning.plans:Plans._add",
        "            if asked is not None and ",
        "            if False and ",
        f"{PLANS}test_an_audience_that_changes_while_it_is_counted_begins_no_countdown",
    ),
    mutant(
        "of two who plan it one counts",
        "db.broadcasts.plans:add",
        "            broadcasts.c.stage.in_(allowed_from(BroadcastState.SCHEDULED)),\n",
        "",
        f"{PLANS}test_of_two_confirms_one_counts",
    ),
    mutant(
        "a countdown goes by the monotonic clock",
        "broadcast.planning.countdowns:Countdowns.left",
        "        end = self._ends.get(one.broadcast_id)\n",
        "        end = None\n",
        f"{PLANS}test_a_clock_that_is_set_while_a_countdown_runs_changes_nothing[3600]",
    ),
    mutant(
        "a clock set back over a restart makes no countdown longer",
        "broadcast.planning.countdowns:Countdowns.left",
        "min(one.due_at - self._clock.time(), float(one.due_at - one.planned_at))",
        "one.due_at - self._clock.time()",
        f"{PLANS}test_a_clock_set_back_over_a_restart_makes_no_countdown_longer",
    ),
    mutant(
        "what is planned otherwise meanwhile is not launched",
        "broadcast.planning.timer:PlanTimer._launch",
        "as_planned=row):\n                    return False\n",
        "as_planned=row):\n                    pass\n",
        f"{PLANS}test_whoever_is_faster_than_the_timer_counts[move]",
    ),
    mutant(
        "what is moved while it is being launched waits for its new time",
        "db.broadcasts.plans:take",
        "        found += _same(as_planned)\n",
        "        pass\n",
        f"{PLANS}test_whoever_is_faster_than_the_timer_counts[move]",
    ),
    mutant(
        "it is too late to undo what is launched",
        "broadcast.doors.planning.plans:Plans.undo",
        "            if not await plans.take_countdown(connection, broadcast_id):\n",
        "            if await plans.take_countdown(connection, broadcast_id) is None:\n",
        f"{PLANS}test_a_countdown_ends_with_the_launch",
    ),
    mutant(
        "what is started now can be undone for some seconds",
        "broadcast.doors.planning.plans:Plans.start_now",
        "            at_once = not seconds or planned.is_countdown\n",
        "            at_once = True\n",
        f"{PLANS}test_what_is_started_now_can_be_undone_and_has_its_last_time",
    ),
    mutant(
        "undone, what was started now has the time that it had last",
        "broadcast.doors.planning.plans:Plans._count_down",
        "        await self._keep_time(connection, planned)\n",
        "",
        f"{PLANS}test_what_is_started_now_can_be_undone_and_has_its_last_time",
    ),
    mutant(
        "edited, a moved one has the time that it had last",
        "broadcast.doors.planning.plans:Plans.edit",
        "self._keep_time(connection, await _required(connection, broadcast_id))",
        "_required(connection, broadcast_id)",
        f"{PLANS}test_a_draft_again_has_the_time_on_peoples_clocks_that_it_had_last[edit]",
    ),
    mutant(
        "below a late one, people's own clocks are not dropped without a word",
        "handlers.admin.taps.plans:_now",
        "    if plan is not None and plan.local_time is not None:\n",
        "    if False:\n",
        "tests/dialogs/compose/test_own_clocks.py::"
        "test_below_a_late_one_start_now_asks_before_it_drops_their_clocks",
    ),
    mutant(
        "whoever planned it is still an admin at the launch",
        "broadcast.planning.timer:PlanTimer._launch",
        "                await require_planner(connection, row.planned_by, self._rules)\n",
        "",
        f"{PLANS}test_whose_planner_lost_the_role_asks",
    ),
    mutant(
        "what is later than the time of grace asks",
        "broadcast.planning.policy:step",
        "    return Step.LAUNCH if -left <= rules.grace_minutes * MINUTE else Step.ASK",
        "    return Step.LAUNCH",
        f"{PLANS}test_late_ones_run_within_the_time_of_grace_and_ask_later[901-scheduled]",
    ),
    mutant(
        "one that breaks keeps no other from its time",
        "broadcast.planning.timer:PlanTimer._try",
        "            await self._ask(row, AskedWhy.FAULT)\n            return True\n",
        "            raise\n",
        f"{PLANS}test_one_that_breaks_keeps_no_other_from_its_time",
    ),
    mutant(
        "what asks waits for an answer",
        "db.broadcasts.plans:due",
        "_WAITS, ",
        "",
        f"{PLANS}test_whom_nobody_would_get_asks_once_and_waits_for_an_answer",
    ),
    mutant(
        "nothing is planned for a moment that is over",
        "broadcast.doors.planning.plans:Plans._require_ahead",
        "        if moment <= self._clock.time():\n",
        "        if False:\n",
        f"{PLANS}test_nothing_is_planned_for_a_moment_that_is_over",
    ),
    mutant(
        "what has expired is not launched",
        "broadcast.planning.launching:counted",
        "        require_unexpired(content, now)\n",
        "",
        f"{PLANS}test_nothing_is_planned_for_when_it_has_expired",
    ),
    mutant(
        "a planned one is not launched past its plan",
        "broadcast.doors.launches:Launches.launch",
        "        if found.stage is not Stage.DRAFT:\n",
        "        if False:\n",
        f"{PLANS}test_a_tap_on_an_old_confirm_launches_no_planned_one",
    ),
    mutant(
        "what was planned in a restored backup asks",
        "broadcast.ledger.restoring:doubt",
        'await plans.ask_about_all(connection, AskedWhy.RESTORED, detail or "")',
        "2",
        f"{ASKED}test_what_was_planned_in_a_restored_backup_asks",
    ),
    mutant(
        "another bot launches nothing that was planned",
        "broadcast.ledger.takeover:Takeover._greet_bot",
        "                await plans.ask_about_all(connection, AskedWhy.OTHER_BOT)\n",
        "",
        f"{ASKED}test_another_bots_token_launches_nothing",
    ),
    mutant(
        "a planned broadcast keeps the fields that it says",
        "broadcast.doors.audience.field_uses:under_way_with",
        "    said |= await plans.contents(connection)\n",
        "",
        f"{ASKED}test_a_planned_one_keeps_the_fields_that_it_says",
    ),
    mutant(
        "who is erased plans nothing any more",
        "db.broadcasts.broadcasts:erase_author",
        "    await plans.erase_planner(connection, user_id, nobody=NOBODY)\n",
        "",
        f"{ASKED}test_whose_planner_was_erased_asks",
    ),
    mutant(
        "a time that clocks skip is none",
        "broadcast.model.hours.wall_time:moments_of",
        " if local_at(moment, zone) == local",
        "",
        f"{WALL}test_known_changes[Europe/Berlin-2026-03-29T02:30-hours0]",
    ),
    mutant(
        "a time that clocks show twice has two moments",
        "broadcast.model.hours.wall_time:_folds",
        "for fold in (0, 1)",
        "for fold in (0,)",
        f"{WALL}test_known_changes[Europe/Dublin-2026-10-25T01:30-hours3]",
    ),
    *(
        mutant(
            f"to {name} what is planned asks for the role",
            f"broadcast.doors.planning.plans:Plans.{name}",
            "        require_admin(by)\n",
            "",
            f"{PERMISSIONS}test_an_act_refuses_who_is_no_admin[Plans.{name}]",
        )
        for name in ("confirm", "plan", "move", "undo", "edit", "drop", "start_now")
    ),
)
