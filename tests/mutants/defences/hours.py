"""Quiet hours, time zones, and until when something may be sent."""

from tests.mutants.mutant import Mutant, mutant

CLOCK = "tests/unit/hours/test_wall_clock.py::"
STANDING = "tests/unit/hours/test_standing.py::"
QUIET = "tests/engine/test_quiet_hours.py::"
ZONES = "tests/engine/test_zones.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "what ends before its hours do is not said to go on",
        "handlers.admin.progress.words.hours:HourLines.of",
        "speed.stands.until >= expires_at",
        "speed.stands.until < 0",
        "tests/unit/wording/test_progress_words.py::"
        "test_what_ends_before_it_may_go_on_does_not_say_that_it_will",
    ),
    mutant(
        "whoever would come too late is counted before the launch",
        "broadcast.hours.ending:left_at",
        "    while left and moment < end:\n",
        "    while left:\n",
        "tests/unit/hours/test_ending.py::test_who_has_not_got_it_when_it_ends",
    ),
    mutant(
        "what is divided by people's clocks is not said to keep the bot's",
        "broadcast.doors.hours.quiet_times:QuietTimes.by_the_bots_clock",
        "        return sum(len(divided.get(run_id, ())) < 2 for run_id in runs)",
        "        return len(runs)",
        "tests/dialogs/windows/test_quiet_hours.py::"
        "test_what_runs_already_keeps_the_bots_clock_and_the_window_says_so",
    ),
    mutant(
        "a change of the clocks within the night counts",
        "broadcast.model.hours.wall_clock:next_shown",
        "reached if change is None or reached < change else change",
        "reached",
        f"{CLOCK}test_the_next_moment_is_the_first_one",
        f"{CLOCK}test_where_the_end_is_skipped_it_ends_as_the_clocks_are_put_on",
    ),
    mutant(
        "hours that cover the day are refused",
        "broadcast.model.hours.quiet_hours:QuietHours.read",
        "        if (begin - end) % DAY < SHORTEST_DAY:\n",
        "        if False:\n",
        f"{CLOCK}test_hours_that_cover_the_day_are_refused",
    ),
    mutant(
        "what was reckoned is reckoned again when the clock was set back",
        "broadcast.hours.openings:Openings.now",
        "if reckoned and self._since <= moment and",
        "if reckoned and",
        f"{STANDING}test_what_was_reckoned_counts_until_it_changes",
    ),
    mutant(
        "those go first whose hours end first",
        "broadcast.hours.standing:standing",
        "key=lambda one: (one.changes or last, one.number)",
        "key=lambda one: one.number",
        f"{STANDING}test_each_zone_has_a_night_of_its_own_and_whose_comes_first_goes_first",
    ),
    mutant(
        "what it has become quiet for is not begun",
        "broadcast.sending.claim_queue:ClaimQueue._first_ready",
        "            if run.parts.closed_to(claim):\n",
        "            if False:\n",
        "tests/unit/sending/test_claims.py::"
        "test_what_it_has_become_quiet_for_goes_back_before_it_is_begun",
    ),
    mutant(
        "nobody is claimed in quiet hours",
        "broadcast.hours.standing:_of_part",
        "    if opens_at > now:\n",
        "    if False:\n",
        f"{QUIET}test_it_stands_still_until_owners_take_them_back",
    ),
    mutant(
        "whoever stands still is woken when the hours are over",
        "broadcast.runs.hours_timer:HoursTimer._tell",
        "            wake.ring()\n",
        "            pass\n",
        f"{QUIET}test_it_goes_on_by_itself_when_they_are_over",
    ),
    mutant(
        "nobody gets it once it has expired",
        "broadcast.hours.standing:standing",
        "    if hours.expires_at is not None and now >= hours.expires_at:\n",
        "    if False:\n",
        f"{QUIET}test_whoever_has_not_got_it_by_then_is_skipped",
    ),
    mutant(
        "a paused one ends once it has expired",
        "db.ledger.runs:finish",
        "            runs_on | (runs.c.expires_at <= now),\n",
        "            runs_on,\n",
        f"{QUIET}test_a_paused_one_and_one_that_is_held_expire_too",
    ),
    mutant(
        "whoever is sent to by their own clock stands in a part of theirs",
        "db.ledger.snapshot:freeze_chunk",
        "    if await parts.are_for_zones(connection, run_id):\n",
        "    if False:\n",
        f"{ZONES}test_only_those_for_whom_it_is_quiet_wait",
        f"{ZONES}test_each_gets_it_when_it_is_that_on_their_own_clock",
    ),
    mutant(
        "in a divided run whoever has no zone is claimed alone",
        "db.ledger.claims:_walked",
        "in_zone, rest = _WALK_ZONE, _WALK_REST",
        "in_zone, rest = _WALK_ZONE, _WALK",
        f"{ZONES}test_whoever_has_no_zone_does_not_bring_those_along_who_have",
    ),
    mutant(
        "a zone that is none is no value of the field",
        "db.subscribers.csv_fields:_zone",
        "    if zone is None:\n",
        "    if False:\n",
        "tests/unit/hours/test_zones.py::"
        "test_an_import_brings_zones_and_tells_of_those_that_are_none",
    ),
    mutant(
        "a claim that comes behind a pause passes nobody over",
        "db.ledger.parts:walked_through",
        "where(runs.c.id == run_id, runs_on)",
        "where(runs.c.id == run_id)",
        f"{ZONES}test_a_claim_that_comes_behind_a_pause_passes_nobody_over",
    ),
)
