"""What becomes of calls with lost answers: each condition of the rules."""

from tests.mutants.mutant import Mutant, mutant

RULES = "broadcast.certainty.rules:"
JUDGING = "broadcast.certainty.judging:Judging."
INQUIRY = "broadcast.certainty.inquiry:Inquiry."
TESTS = "tests/unit/certainty/test_inquiry.py::"
SUSPICION = "tests/unit/certainty/test_suspicion.py::"
NUMBERS = "tests/unit/certainty/test_numbers.py::"
CALIBRATION = "tests/unit/certainty/test_calibration.py::"
BEFORE = f"{RULES}before_asking"
AFTER = f"{RULES}after_asking"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "below the numbers that are kept nothing is told",
        "broadcast.certainty.numbers:Numbers.forgot",
        "self._known_from is None or low + 1 < self._known_from",
        "self._known_from is None",
        f"{TESTS}test_below_the_numbers_that_are_kept_nothing_is_known",
        f"{NUMBERS}test_what_was_forgotten_is_never_taken_for_accounted",
    ),
    mutant(
        "with a number missing it is not plain that nothing was sent",
        BEFORE,
        "    if not missing:\n",
        "    if True:\n",
        f"{TESTS}test_the_missing_number_is_asked_for_and_is_there",
    ),
    mutant(
        "what cannot be edited is not asked for",
        BEFORE,
        "    if doubt.markup is None:\n",
        "    if False:\n",
        f"{TESTS}test_what_cannot_be_asked_for_may_be_found_out_by_the_others",
    ),
    mutant(
        "more in a chat than was sent there is another program's",
        f"{JUDGING}_judge",
        "self._sharing.found(len(hits) - items, now=now)",
        "pass",
        f"{TESTS}test_more_in_a_chat_than_was_sent_there_shows_another_program",
    ),
    mutant(
        "another call to the chat with a lost answer crosses",
        f"{RULES}bar",
        "any(window.holds(number) for window in crossing)",
        "False",
        f"{TESTS}test_a_reply_with_a_lost_answer_to_that_chat_crosses",
        f"{TESTS}test_what_was_given_up_stands_in_the_way_of_the_next_in_that_chat",
    ),
    mutant(
        "a doubt with other buttons in the chat is not asked for",
        f"{RULES}bar",
        "one.markup != doubt.markup and",
        "False and",
        f"{TESTS}test_two_doubts_of_a_chat_with_different_buttons_are_not_asked_for",
    ),
    mutant(
        "a number that may be another message's is not asked for",
        f"{JUDGING}_begin",
        "(one for one in case.missing if one not in barred)",
        "case.missing",
        f"{TESTS}test_a_number_that_may_be_a_lost_reply_is_not_asked_for_and_leaves_it_open",
    ),
    mutant(
        "a number that was not asked for leaves it open",
        AFTER,
        "    if found.barred is not None and found.hits != found.items:\n",
        "    if False:\n",
        f"{TESTS}test_a_number_that_may_be_a_lost_reply_is_not_asked_for_and_leaves_it_open",
    ),
    mutant(
        "what may be another message does not count where it is found",
        f"{JUDGING}_judge",
        "hits = found - barred.keys()",
        "hits = found",
        f"{TESTS}test_what_an_equal_one_that_was_given_up_may_be_does_not_count",
    ),
    mutant(
        "while another program shares the token nothing is asked",
        BEFORE,
        "    if shared:\n",
        "    if False:\n",
        f"{TESTS}test_while_another_program_shares_the_token_nothing_is_asked",
    ),
    mutant(
        "too many numbers are not asked for",
        BEFORE,
        "len(missing) > most",
        "False",
        f"{TESTS}test_too_many_missing_numbers_are_not_asked_for",
    ),
    mutant(
        "an answer that tells nothing resolves nothing",
        AFTER,
        "        if found.silent:\n",
        "        if False:\n",
        f"{TESTS}test_an_answer_that_tells_nothing_is_no_verdict",
    ),
    mutant(
        "in a group a number that is nowhere may be a deleted message",
        AFTER,
        "doubt.others_can_delete and found.nowhere",
        "False",
        f"{TESTS}test_in_a_group_a_number_that_is_nowhere_may_be_a_deleted_message",
    ),
    mutant(
        "as many are there as the call had",
        AFTER,
        "    if found.hits != found.items:\n",
        "    if False:\n",
        f"{TESTS}test_of_an_album_all_items_are_there_or_none",
        f"{TESTS}test_two_alike_in_a_chat_are_both_there_or_neither",
    ),
    mutant(
        "a message with callback data of its own counts whoever else sends",
        AFTER,
        "    if doubt.own_data:\n",
        "    if False:\n",
        f"{TESTS}test_the_missing_number_is_asked_for_and_is_there",
    ),
    mutant(
        "without data of its own nothing may be left unexplained",
        AFTER,
        "    if found.foreign:\n",
        "    if False:\n",
        f"{TESTS}test_without_data_of_its_own_a_number_that_nothing_explains_leaves_it_open",
        f"{TESTS}test_without_data_of_its_own_nothing_counts_once_a_program_is_known",
    ),
    mutant(
        "what names no chat explains nothing of a message without data of its own",
        f"{JUDGING}_judge",
        "left_over(nowhere, named=True)",
        "left_over(nowhere)",
        f"{TESTS}test_what_names_no_chat_explains_nothing_of_a_message_without_data_of_its_own",
    ),
    mutant(
        "not found counts when it was asked after the window closed",
        f"{JUDGING}answered",
        "asked_at >= case.doubt.closes_at",
        "True",
        f"{TESTS}test_not_found_counts_when_it_was_asked_after_the_window_closed",
    ),
    mutant(
        "a call that lands late has 90 seconds",
        "broadcast.certainty.windows:Closings.offer",
        "self._open and self._open[0][0] <= left_at",
        "self._open",
        f"{TESTS}test_a_window_is_closed_by_a_call_that_left_after_90_seconds_only",
        f"{SUSPICION}test_a_window_is_closed_by_the_first_that_left_late_enough",
    ),
    mutant(
        "updates that wait are read before anything is asked",
        "broadcast.certainty.judging:_has_come",
        "heard_at >= window.known_at or now >= window.known_at + HEARS_WITHIN",
        "True",
        f"{TESTS}test_updates_that_wait_are_read_first",
    ),
    mutant(
        "a reply that is under way is waited for",
        f"{JUDGING}_begin",
        "self._is_under_way(doubt.chat_id) or ",
        "",
        f"{TESTS}test_a_reply_that_is_under_way_is_waited_for",
    ),
    mutant(
        "what is late has its time before a number counts as unexplained",
        f"{JUDGING}_judge",
        "is_odd and now <",
        "False and now <",
        f"{TESTS}test_without_data_of_its_own_a_number_that_nothing_explains_leaves_it_open",
    ),
    mutant(
        "what is given up stands in the way of others",
        f"{JUDGING}close",
        "        if not is_known:\n",
        "        if False:\n",
        f"{TESTS}test_what_was_given_up_stands_in_the_way_of_the_next_in_that_chat",
    ),
    mutant(
        "a question that changed a message stops everything",
        f"{INQUIRY}answered",
        "answer is Answer.CHANGED",
        "False",
        f"{TESTS}test_a_question_that_changed_a_message_stops_everything",
    ),
    mutant(
        "numbers out of order stop everything",
        f"{INQUIRY}sent",
        "min(numbers) <= low",
        "False",
        f"{TESTS}test_a_number_below_those_that_were_seen_breaks_the_assumption",
    ),
    mutant(
        "one number for two messages stops everything",
        f"{INQUIRY}sent",
        "any(number in self.numbers for number in numbers)",
        "False",
        f"{TESTS}test_one_number_for_two_messages_breaks_the_assumption",
    ),
    mutant(
        "only time in which the server is well counts",
        f"{INQUIRY}next",
        "        if well:\n",
        "        if True:\n",
        f"{TESTS}test_a_doubt_is_given_up_after_ten_minutes_in_which_the_server_was_well",
    ),
    mutant(
        "what is not calibrated is not asked",
        "broadcast.certainty.cases:Cases.next_ask",
        "case.doubt.kind in kinds and ",
        "",
        f"{TESTS}test_what_is_not_calibrated_is_not_asked",
    ),
    mutant(
        "both kinds of pairs are needed",
        "broadcast.certainty.calibration:Calibration._has_passed",
        "for there in (True, False)",
        "for there in (True,)",
        f"{CALIBRATION}test_one_kind_of_pair_alone_is_not_enough",
    ),
    mutant(
        "one wrong answer is enough",
        "broadcast.certainty.calibration:Calibration._has_passed",
        "kind not in self._wrong and ",
        "",
        f"{CALIBRATION}test_one_wrong_answer_switches_the_kind_off_for_an_hour",
    ),
    mutant(
        "numbers that nothing explains are remembered for an hour",
        "broadcast.certainty.sharing:Sharing.shares",
        "len(self._seen) > TOLERATED",
        "False",
        f"{SUSPICION}test_a_program_is_known_by_two_numbers_within_an_hour",
        f"{SUSPICION}test_missing_numbers_are_looked_at_when_all_has_had_its_time",
    ),
)
