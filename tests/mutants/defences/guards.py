"""When a broadcast stops by itself."""

from tests.mutants.mutant import Mutant, mutant

FAULTS = "tests/engine/outcomes/test_faults.py::"
PAUSES = "tests/engine/test_self_pause.py::"
WHOSE = "tests/engine/outcomes/test_whose_refusal.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "the circuit breaker",
        "broadcast.guards.circuit_breaker:CircuitBreaker.unanswered",
        "        self.is_open = True\n",
        "        self.is_open = False\n",
        f"{FAULTS}test_an_outage_leaves_a_handful_uncertain_not_its_length",
    ),
    mutant(
        "the guard that watches for refused content",
        "broadcast.guards.content:ContentGuard.refused",
        "if self.blames_content or self._counted[refusal.step] < REFUSALS:",
        "if self.blames_content or self._counted[refusal.step] < 99:",
        f"{FAULTS}test_refused_content_pauses_and_marks_nobody",
        "tests/unit/sending/test_content_guard.py::test_three_refusals_of_what_nobody_took_blame_it",
    ),
    mutant(
        "whoever takes it proves it",
        "broadcast.guards.content:ContentGuard.accepted",
        "        self.taken = step + 1\n",
        "",
        "tests/unit/sending/test_content_guard.py"
        "::test_any_number_of_refusals_is_the_recipients_own_once_somebody_took_it",
        f"{WHOSE}test_a_few_who_refuse_it_among_others_have_failed_and_nothing_pauses",
    ),
    mutant(
        "who refused before a resume does not count twice",
        "broadcast.guards.content:ContentGuard.refused",
        "self._counted[refusal.step] += not before",
        "self._counted[refusal.step] += 1",
        f"{WHOSE}test_one_resume_is_enough_when_the_first_three_refuse_it",
    ),
    mutant(
        "who takes no voice messages is no failure of the broadcast",
        "broadcast.guards.failure_rate",
        "REFUSED = frozenset({Verdict.FAILED}) | SUSPICIOUS",
        "REFUSED = frozenset({Verdict.FAILED, Verdict.DECLINED}) | SUSPICIOUS",
        f"{WHOSE}test_who_takes_no_voice_messages_never_pauses_a_broadcast",
    ),
    mutant(
        "the canary",
        "broadcast.guards.canary:Canary.room",
        "return max(0, self._remaining - begun) if self._remaining > 0 else None",
        "return None",
        f"{PAUSES}test_nobody_else_begins_before_the_canary_has_answered",
        "tests/unit/sending/test_canary.py::test_a_canary_is_never_more_than_its_size",
    ),
    mutant(
        "people whom Telegram does not know pause it",
        "broadcast.guards.failure_rate:FailureWatch._too_many_strangers",
        "if not self._judges_strangers or self._strangers < STRANGERS_IN_A_ROW:",
        "if True:",
        f"{PAUSES}test_the_wrong_bots_list_is_not_marked_to_its_end",
    ),
    mutant(
        "who waits whether the content is at fault hears of a resume",
        "broadcast.runs.run:ActiveRun._resume",
        "self._answers.ring()",
        "pass",
        "tests/unit/runs/test_run.py"
        "::test_a_resume_while_a_call_hangs_left_the_pause_waiting_for_ever",
    ),
)
