"""Several machines, of which one serves a bot."""

from tests.mutants.mutant import Mutant, mutant

LEASE = "tests/unit/runtime/test_lease.py::"
LOOK = "tests/unit/botapi/test_last_look.py::"
ENGINE = "tests/engine/test_lost_lease.py::"
HTTP = "tests/unit/process/test_http.py::"
HOOKS = "tests/unit/fleet/test_forwarding.py::"
NODE = "tests/unit/fleet/test_node.py::"
BOOK = "tests/unit/fleet/test_book.py::"
ALIVE = "tests/unit/fleet/test_alive.py::"
VERSIONS = "tests/unit/fleet/test_versions.py::"
ROLLING = "tests/fleet/test_rolling.py::"
RULES = "tests/unit/fleet/test_rules.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a lease lasts from the begin of a heartbeat",
        "runtime.lease:HeartbeatLease.renew",
        "self._until = max(self._until, begun + self._seconds)",
        "self._until = self._now() + self._seconds",
        f"{LEASE}test_it_lasts_from_the_begin_of_a_heartbeat_not_from_its_end",
        f"{LEASE}test_it_is_valid_while_a_heartbeat_that_came_through_is_young",
    ),
    mutant(
        "a lease that has ended begins no more",
        "runtime.lease:HeartbeatLease.valid",
        "return not self._ended and self._now() < self._until",
        "return self._now() < self._until",
        f"{LEASE}test_what_has_ended_begins_no_more",
    ),
    mutant(
        "a bot whose database is elsewhere is given back",
        "bot.fleet.shift:FleetShift.lost",
        "if self.database.is_elsewhere:",
        "if False:",
        "tests/unit/fleet/test_failover.py::test_a_bot_is_left_once_its_database_is_elsewhere",
    ),
    mutant(
        "a bot whose job is not this node's any more is left",
        "bot.fleet.node:FleetNode._renew",
        'duty.lose("its job was taken away")',
        "pass",
        f"{NODE}test_a_bot_whose_job_was_ended_by_somebody_else_is_left_at_once",
    ),
    mutant(
        "the last look: before a broadcast's bytes leave",
        "botapi.posting.posts:Posts._exchange",
        "if not self._lease.valid():",
        "if False:",
        f"{LOOK}test_a_broadcast_sends_nothing_once_the_lease_is_over",
        f"{LOOK}test_it_is_looked_at_after_the_wait_for_a_connection",
    ),
    mutant(
        "the last look: before another call's bytes leave",
        "bot.client.session:Session.create_session",
        "if not isinstance(self._lease, Always):",
        "if False:",
        f"{LOOK}test_aiograms_own_calls_send_nothing_once_the_lease_is_over",
        f"{LOOK}test_the_rest_of_a_big_file_stays_here",
    ),
    mutant(
        "the last look: before its body's bytes leave",
        "bot.client.last_look:LookingRequest.write_bytes",
        "writer.write, writer.write_eof = looked, ended",
        "_ = looked, ended",
        f"{LOOK}test_a_form_is_looked_at_again_when_its_body_leaves",
        f"{LOOK}test_the_rest_of_a_big_file_stays_here",
    ),
    mutant(
        "the last look: before anything is claimed or begun",
        "broadcast.sending.loop:SendLoop._able",
        "if not self._claims.allowed:",
        "if False:",
        "tests/unit/sending/test_lost_lease.py::test_no_claims_without_the_right_to_send",
    ),
    mutant(
        "the last look: replies wait",
        "broadcast.replies.queue:ReplyQueue.admit",
        "elif not self._lease.valid():",
        "elif False:",
        f"{ENGINE}test_whoever_wrote_is_answered_when_the_bot_is_ours_again",
    ),
    mutant(
        "what was withheld says nothing of Telegram",
        "broadcast.sending.outcomes:OutcomeHandler.ended",
        "if outcome.verdict is Verdict.WITHHELD:",
        "if False:",
        f"{ENGINE}test_a_call_that_was_withheld_counts_for_nothing",
    ),
    mutant(
        "bytes that may have left are uncertain, withheld or not",
        "botapi.outcome:lost",
        "if isinstance(error, Withheld) and not bytes_written:",
        "if isinstance(error, Withheld):",
        f"{LOOK}test_bytes_that_may_have_left_are_as_uncertain_as_ever",
    ),
    mutant(
        "the blind judge: whoever has seen nothing takes nobody for silent",
        "bot.fleet.rules:Watch.look",
        "blind = self._looked is None or now - self._looked > self.blind_after",
        "blind = self._looked is None",
        f"{RULES}test_a_judge_that_was_blind_has_seen_nothing",
        f"{RULES}test_nobody_is_silent_before_a_judge_has_looked_on_for_long_enough",
    ),
    mutant(
        "a node is silent only when its lease is over",
        "bot.fleet.rules",
        "STALLED = LEASE + BEAT",
        "STALLED = LEASE - BEAT",
        f"{RULES}test_it_is_silent_only_when_its_lease_is_over",
    ),
    mutant(
        "one hand-over at a time",
        "bot.fleet.rules:assign",
        "if decisions or any(job.state is JobState.LEAVING for job in standing):",
        "if decisions:",
        f"{RULES}test_one_bot_at_a_time_moves_to_where_there_are_fewer",
    ),
    mutant(
        "nobody gets a bot whose token it has not",
        "bot.fleet.rules:_emptiest",
        "if bot in node.bots",
        "if True",
        f"{RULES}test_nobody_gets_a_bot_whose_token_it_has_not",
    ),
    mutant(
        "whoever beats in the last moment is not forgotten",
        "bot.fleet.register.book:Book.forget",
        " WHERE id = %(worker)s AND last_heartbeat = %(beat)s RETURNING id",
        " WHERE id = %(worker)s RETURNING id",
        f"{BOOK}test_whoever_beats_in_the_last_moment_is_not_forgotten",
    ),
    mutant(
        "two nodes of one name are not one",
        "bot.fleet.register.book:Book.beat",
        "WHERE name = %(name)s AND worker = beat.id RETURNING name",
        "WHERE name = %(name)s RETURNING name",
        f"{BOOK}test_two_nodes_of_one_name_are_not_one",
    ),
    mutant(
        "a bot is served by one node at a time",
        "bot.fleet.register.book:Book.give",
        "                lock=_lock(bot),",
        "                lock=None,",
        f"{BOOK}test_a_bot_is_served_by_one_node_at_a_time",
    ),
    mutant(
        "whoever may have lost the bot does not say that an update arrived",
        "bot.intake.webhook:Webhook.receive",
        "        if not self._lease.valid():\n",
        "        if False:\n",
        f"{HTTP}test_a_start_was_lost_that_was_handled_when_the_bot_was_anothers",
    ),
    mutant(
        "whoever may have lost the bot begins with no update",
        "bot.intake.webhook:Webhook.receive",
        " or not self._lease.valid():\n",
        ":\n",
        f"{HTTP}test_whoever_may_have_lost_the_bot_takes_nothing",
    ),
    mutant(
        "nothing is handed on twice",
        "bot.fleet.routes:Routes.onward",
        " or FORWARDED in headers",
        "",
        f"{HOOKS}test_nothing_is_handed_on_twice",
    ),
    mutant(
        "whoever does not know the secret costs no other node a thing",
        "bot.fleet.forwarding:Forwarder.receive",
        "if not hmac.compare_digest(",
        "if False and not hmac.compare_digest(",
        f"{HOOKS}test_whoever_does_not_know_the_secret_gets_nowhere",
    ),
    mutant(
        "a node that stood still loses all its bots at once",
        "bot.fleet.node:FleetNode._come_back",
        "duty.lose(",
        "str(",
        f"{NODE}test_a_node_that_stood_still_loses_all_and_comes_back",
    ),
    mutant(
        "a node of a name that is alive does not start",
        "bot.fleet.node:FleetNode._wait_for_the_name",
        "if mine.beat != first:",
        "if False:",
        f"{NODE}test_a_node_of_a_name_that_is_alive_does_not_start",
    ),
    mutant(
        "a node alone that was killed and started again serves all",
        "bot.fleet.node:FleetNode._wait_for_the_name",
        "await self._forget(silent)",
        "pass",
        f"{NODE}test_a_node_alone_that_was_killed_serves_all_again",
    ),
    mutant(
        "whoever has jobs is watched, also where its name is another's",
        "bot.fleet.register.book:Book.read",
        'beats={row["id"]: row["beat"] for row in workers},',
        'beats={row["worker"]: row["beat"] for row in nodes if row["worker"]},',
        f"{NODE}test_whoever_has_jobs_and_no_node_is_watched_like_the_others",
    ),
    mutant(
        "a bot is taken over before its tables are changed",
        "bot.fleet.shift:FleetShifts._take_up_to_date",
        "if before is None:",
        "if True:",
        f"{VERSIONS}test_a_bot_is_taken_over_before_its_tables_are_changed",
    ),
    mutant(
        "nobody migrates what an older one serves",
        "db.migrating.postgresql:migrate_schema",
        "if not as_owner:",
        "if False:",
        f"{VERSIONS}test_a_command_leaves_the_tables_of_a_bot_alone_that_an_older_one_serves",
    ),
    mutant(
        "a bot of a newer version is left to newer nodes",
        "bot.fleet.serving:Serving.tidy",
        "self._too_old.add(duty.bot)",
        "pass",
        f"{NODE}test_a_node_that_is_too_old_for_a_bot_leaves_it_to_others",
    ),
    mutant(
        "a node whose fleet was changed under it leaves in order",
        "bot.fleet.node:FleetNode.run_forever",
        "await self._refuse_newer()",
        "pass",
        f"{ROLLING}test_a_node_whose_fleet_was_changed_under_it_leaves_in_order",
    ),
    mutant(
        "no command touches what a node serves",
        "bot.fleet.register.alive:refuse_served",
        "if alive:",
        "if False:",
        f"{ALIVE}test_who_has_its_token_or_serves_it_yet_and_lives",
        f"{ALIVE}test_no_command_touches_what_a_node_serves",
    ),
)
