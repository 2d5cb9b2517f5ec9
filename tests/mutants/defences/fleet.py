"""Several machines, of which one serves a bot."""

from tests.mutants.mutant import Mutant, mutant

LEASE = "tests/unit/runtime/test_lease.py::"
LOOK = "tests/unit/botapi/test_last_look.py::"
ENGINE = "tests/engine/test_lost_lease.py::"

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
        "the last look: before a broadcast's bytes leave",
        "botapi.posts:Posts._exchange",
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
)
