"""Who belongs to an audience, and who is left out of it."""

from tests.mutants.mutant import Mutant, mutant

SENT = "tests/engine/test_audiences.py::"
MATCHES = "tests/unit/audience/test_who_matches.py::"
COUNTS = "tests/unit/audience/test_counts.py::"
FIELDS = "tests/unit/audience/test_fields.py::"
PEOPLE = "tests/unit/people/test_people.py::"
TEXTS = "tests/unit/personal/test_personal_texts.py::"
LISTS = "tests/unit/audience/test_lists.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "the snapshot takes those who match, and nobody else",
        "db.audience.recipients:Matching.keys",
        "keys_of(self.audience, ",
        "keys_of(Audience(), ",
        f"{SENT}test_those_who_match_get_it_and_nobody_else",
    ),
    mutant(
        "whoever does not want the topic is skipped, after the launch too",
        "db.ledger.claims:_claiming",
        "active & ~_opted_out(run_id)",
        "active",
        f"{SENT}test_who_opts_out_after_the_launch_is_skipped_too",
    ),
    mutant(
        "who is spared brings nobody in who does not match",
        "db.audience.keys:keys_of",
        "keys = shared(united(left, sparing.spared.keys(after, upto)), base)",
        "keys = united(left, sparing.spared.keys(after, upto))",
        f"{MATCHES}test_whoever_said_nothing_may_be_left_out_beside_all_else",
    ),
    mutant(
        "a count that was given up is told as that",
        "db.connection.sqlite.time_limit:time_limit",
        "            raise TookTooLong(seconds) from error\n",
        "            pass\n",
        "tests/unit/connection/test_time_limit.py::test_what_takes_too_long_is_given_up",
    ),
    mutant(
        "clicks that were counted without names are nobody's",
        "db.audience.facts:_links_of",
        '            text_in(runs.c.content, "options.clicks") == BY_PERSON,\n',
        "",
        f"{MATCHES}test_what_is_gone_is_said_and_nobody_is_counted",
    ),
    mutant(
        "a pruned ledger is not counted",
        "db.audience.facts:_line_of",
        "    if any(row.thinned for row in rows):\n",
        "    if False:\n",
        f"{MATCHES}test_a_pruned_ledger_does_not_count",
    ),
    mutant(
        "a deleted tag stops a launch",
        "db.audience.facts:_named",
        "            raise CannotAsk(missing, name, condition)\n",
        "            known[Name.read(name).folded] = 0\n",
        f"{SENT}test_an_empty_audience_and_a_deleted_tag_launch_nothing",
    ),
    mutant(
        "what was counted is what is launched",
        "broadcast.planning.launching:begin",
        "    if row.run_id is None and row.audience != found.asked:\n",
        "    if False:\n",
        f"{SENT}test_an_audience_that_changes_in_that_moment_is_not_launched",
    ),
    mutant(
        "days are fixed at the launch",
        "broadcast.planning.launching:begin",
        "        audience=found.audience,\n",
        "",
        f"{SENT}test_a_launch_fixes_days_and_a_duplicate_asks_anew",
    ),
    mutant(
        "a group that moves is frozen only where it matches",
        "db.ledger.migrated_chats:_freeze_in_place",
        "            continue\n",
        "            pass\n",
        f"{MATCHES}test_a_group_that_moves_is_frozen_only_where_it_matches",
    ),
    mutant(
        "who came since gets nothing twice",
        "db.audience.keys:_asked",
        "        beside += sets.reached_before(facts.since)\n",
        "",
        f"{MATCHES}test_those_who_came_since_and_nobody_twice",
    ),
    mutant(
        "a list that an audience asks for is kept",
        "db.audience.lists:_is_unasked",
        "    return not_(or_(*asked))\n",
        "    return audience_lists.c.id > 0\n",
        f"{LISTS}test_a_list_is_kept_as_long_as_an_audience_asks_for_it",
    ),
    mutant(
        "a tag stands still while a snapshot asks for it",
        "broadcast.doors.audience.standstill:change_name",
        "            if not await runs.any_is_frozen_now(connection):\n",
        "            if True:\n",
        f"{COUNTS}test_a_tag_stands_still_while_a_snapshot_asks_for_it",
    ),
    mutant(
        "a tag that goes in the moment of the launch stops it",
        "broadcast.planning.launching:begin",
        "    await facts.read(connection, found.audience, now=now)\n",
        "",
        f"{SENT}test_a_tag_that_goes_in_the_moment_of_the_launch_stops_it",
    ),
    mutant(
        "a role is read once more in the transaction of a launch",
        "broadcast.doors.roles:require_admin_still",
        "    if actor.stored and ",
        "    if False and ",
        f"{SENT}test_whoever_lost_the_role_a_moment_ago_sends_nothing",
    ),
    mutant(
        "a broadcast whose question is gone pauses itself",
        "broadcast.sending.endings:RunEndings.cannot_ask",
        "        self._self_pause.pause(run, stop)\n",
        "        del stop\n",
        f"{SENT}test_a_broadcast_whose_question_is_gone_pauses_and_says_so",
    ),
    mutant(
        "a cancelled broadcast whose question is gone ends",
        "broadcast.sending.snapshot:SnapshotWriter._freeze_some",
        "            if not _is_over(run):\n",
        "            if True:\n",
        f"{SENT}test_a_broadcast_whose_question_is_gone_can_be_cancelled",
    ),
    mutant(
        "whoever got it when it was sent again is uncertain no more",
        "db.audience.sets:_not_got_since",
        "    return replace(found, spared=_in_any(line, deliveries.c.state == _D.SENT))\n",
        "    return found\n",
        f"{SENT}test_whoever_got_it_when_it_was_sent_again_is_uncertain_no_more",
    ),
    mutant(
        "whoever waits and does not want a topic that goes is passed over before",
        "db.ledger.snapshot:skip_unwanted",
        "            .values(reason=SkipReason.TOPIC)\n",
        "            .values(reason=SkipReason.HELD)\n",
        "tests/engine/test_version_tests.py"
        "::test_whoever_waits_and_does_not_want_the_topic_that_goes_is_passed_over",
    ),
    mutant(
        "who had a tag that is gone is forgotten piece by piece",
        "db.knowledge.leftovers:forget",
        ".where(column == number).limit(limit)",
        ".where(column == number)",
        "tests/unit/audience/test_leftovers.py::test_no_more_at_once_than_others_can_wait_for",
    ),
    mutant(
        "a backup of a broadcast whose question is gone lets the bot start",
        "db.ledger.restored:doubt_unfinished",
        "except CannotAsk:",
        "except ZeroDivisionError:",
        "tests/engine/ledger/test_restoring.py"
        "::test_a_backup_of_a_broadcast_whose_question_is_gone_lets_the_bot_start",
    ),
    mutant(
        "whoever opted out of a topic that goes is passed over before",
        "db.ledger.snapshot:skip_unwanted",
        "    for run_id in about.scalars().all():\n",
        "    for run_id in ():\n",
        f"{SENT}test_whoever_opted_out_of_a_topic_that_is_removed_meanwhile_gets_nothing",
    ),
    mutant(
        "a field that a broadcast under way says stays",
        "broadcast.doors.audience.fields:_check_unused",
        "    if under_way:\n",
        "    if False:\n",
        f"{FIELDS}test_a_broadcast_under_way_keeps_what_it_says[paused]",
    ),
    mutant(
        "names are shown to admins alone",
        "broadcast.doors.audience.people:People.page",
        "        require_admin(by)\n",
        "",
        f"{PEOPLE}test_names_are_for_admins_and_what_is_gone_is_said",
    ),
    mutant(
        "the longest value is one of those who would get it",
        "broadcast.doors.composing.personal_texts:PersonalTexts._keys",
        "        if audience.is_everyone:\n",
        "        if True:\n",
        f"{TEXTS}test_the_longest_and_the_typical_are_of_those_who_would_get_it",
    ),
    mutant(
        "a duplicate asks what the first of its line asked",
        "db.broadcasts.family:audience_of",
        "    first = await first_of(connection, broadcast_id)\n",
        "    first = broadcast_id\n",
        f"{SENT}test_a_duplicate_of_what_was_sent_again_is_for_whom_the_first_was",
    ),
    mutant(
        "who got a broadcast when it was sent again has got it",
        "db.audience.sets:_in_any",
        "for one in line)",
        "for one in line[:1])",
        f"{SENT}test_whoever_got_a_broadcast_when_it_was_sent_again_has_got_it[got]",
    ),
)
