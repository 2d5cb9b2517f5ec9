"""At most so many broadcasts a week to one person."""

from tests.mutants.mutant import Mutant, mutant

RULE = "tests/engine/caps/test_rule.py::"
CLAIMS = "tests/engine/caps/test_claims.py::"
EVERYTHING = f"{RULE}test_nobody_gets_more_and_nobody_less_than_the_cap_lets_them"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "whoever is claimed counts at once",
        "db.caps.claiming:note",
        "    new = await counted.note(connection, run_id, numbers, line=line, now=cap.now)\n",
        "    new = {*numbers}\n",
        f"{CLAIMS}test_two_in_one_transaction_count_each_other",
    ),
    mutant(
        "whoever got nothing does not count",
        "broadcast.ledger.transaction:LedgerTransaction.write",
        "        if self._cap.was_counted:\n",
        "        if False:\n",
        f"{CLAIMS}test_what_was_certainly_not_sent_is_taken_back",
    ),
    mutant(
        "an earlier try that may have arrived stays counted",
        "db.caps.claiming:note",
        "counted_before=row.subscriber_id not in new",
        "counted_before=False",
        f"{CLAIMS}test_an_uncertain_one_that_is_sent_again_and_fails_may_have_arrived_before",
    ),
    mutant(
        "whoever has the first of several messages gets the others",
        "db.caps.claiming:has_had_enough",
        "    return (deliveries.c.step == 0) & reached\n",
        "    return reached\n",
        f"{CLAIMS}test_who_has_the_first_of_several_messages_counts_and_gets_the_others",
    ),
    mutant(
        "one that is sent again counts once",
        "db.caps.rule:reached",
        "        received.c.line != line,\n",
        "        received.c.line != -1,\n",
        EVERYTHING,
    ),
    mutant(
        "the week before counts when a cap is set",
        "broadcast.doors.caps.caps:Caps.decide",
        "            if most is not None and before is None:\n",
        "            if False:\n",
        "tests/engine/caps/test_engine.py::"
        "test_when_it_is_set_what_was_sent_before_counts_and_taken_away_it_holds_no_more",
    ),
    mutant(
        "a cap of nought is refused",
        "broadcast.doors.caps.caps:Caps.decide",
        "if most is not None and not 1 <= most <= MOST:",
        "if most is not None and most > MOST:",
        "tests/dialogs/windows/test_week_cap.py::"
        "test_a_number_is_tapped_or_typed_and_nought_is_refused",
    ),
)
