"""What an answer of Telegram means."""

from tests.mutants.mutant import Mutant, mutant

FAULTS = "tests/engine/outcomes/test_faults.py::"
NARROW = "tests/engine/outcomes/test_never_left.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "what a person cannot have typed is kept nowhere",
        "bot.decoding.answers:read_answer",
        "    text = without_zeros(text)\n",
        "",
        "tests/unit/botapi/test_zeros.py::test_no_update_and_no_answer_has_one",
    ),
    mutant(
        "each item of an album has a number of its own",
        "botapi.message_numbers:MessageNumbers.answered",
        "messages = result if isinstance(result, list) else [result]",
        "messages = [result]",
        "tests/engine/test_message_numbers.py::test_an_album_is_as_many_numbers_as_it_has_items",
        "tests/engine/test_message_numbers.py::test_several_at_once",
    ),
    mutant(
        "a number that comes alone is noted",
        "botapi.message_numbers:_counted",
        "return (_counter(chat_id), number) if isinstance(chat_id, int) else None",
        "return None",
        "tests/engine/test_message_numbers.py::test_a_copy_is_a_number_alone",
    ),
    mutant(
        "a deletion or a pin that is refused says nothing of the content",
        "botapi.refusals:judge_refusal",
        "if kind is not CallKind.SEND and (verdict is None or verdict is Verdict.CONTENT):",
        "if False:",
        "tests/unit/botapi/test_errors.py::test_only_what_says_something_is_refused_for_what_it_says",
    ),
    mutant(
        "a lost answer is uncertain",
        "botapi.outcome:lost",
        "unanswered = Verdict.UNCERTAIN if bytes_written else Verdict.NOT_SENT",
        "unanswered = Verdict.NOT_SENT",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
        f"{FAULTS}test_a_message_that_lands_late_is_not_sent_again",
    ),
    mutant(
        "an error page is uncertain",
        "botapi.reading:_no_answer",
        "return Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.BAD_ANSWER)",
        "return Outcome(verdict=Verdict.NOT_SENT, detail=OwnReason.BAD_ANSWER)",
        f"{FAULTS}test_ambiguous_answers_are_uncertain_and_never_repeated",
    ),
    mutant(
        "a page under status 200 is nobody's answer",
        "botapi.reading:_is_page",
        'return reply.body.lstrip()[:1] == b"<"',
        "return False",
        "tests/engine/outcomes/test_sender.py::test_a_page_under_status_200_is_nobodys_answer",
    ),
    mutant(
        "albums and copies are unwrapped",
        "botapi.refusals:unwrapped",
        "inner = _WRAPPED.search(description)",
        "inner = _WRAPPED.search(str())",
        "tests/unit/botapi/test_outcome.py::test_albums_and_copies_wrap_their_refusals",
    ),
    mutant(
        "what a refusal quotes is left out",
        "botapi.refusals:_by_words",
        'plain = _QUOTED.sub("", words).lower()',
        "plain = words.lower()",
        "tests/unit/botapi/test_outcome.py::test_what_a_refusal_quotes_are_not_its_words",
    ),
    mutant(
        "a 403 in unknown words does not mean blocked",
        "botapi.refusals:judge_refusal",
        "return Verdict.FAILED if code == HTTPStatus.FORBIDDEN else Verdict.UNKNOWN",
        "return Verdict.BLOCKED if code == HTTPStatus.FORBIDDEN else Verdict.UNKNOWN",
        "tests/unit/botapi/test_outcome.py::test_a_403_in_words_that_nobody_knows_does_not_mean_blocked",
    ),
    mutant(
        "numbers of an answer are held against their range",
        "botapi.reading:_between",
        "return value if low <= value <= high else None",
        "return value",
        "tests/unit/botapi/test_outcome.py"
        "::test_whatever_is_answered_the_ledger_can_hold_what_is_made_of_it",
        "tests/unit/botapi/test_outcome.py::test_a_message_number_that_is_none_is_not_kept",
    ),
    mutant(
        "a group that migrated to itself is not followed",
        "botapi.reading:_moved",
        "if new_chat_id is None or new_chat_id == chat_id:",
        "if new_chat_id is None:",
        "tests/unit/botapi/test_outcome.py::test_a_group_that_migrated_to_nowhere_or_to_itself_has_failed",
    ),
    mutant(
        "uncertain is narrow: what never left is not sent",
        "botapi.outcome:lost",
        "unanswered = Verdict.UNCERTAIN if bytes_written else Verdict.NOT_SENT",
        "unanswered = Verdict.UNCERTAIN",
        f"{FAULTS}test_a_refused_connection_leaves_nobody_uncertain",
        f"{NARROW}test_a_name_that_cannot_be_resolved_is_not_sent",
        f"{NARROW}test_a_handshake_that_fails_is_not_sent",
        f"{NARROW}test_who_waits_for_a_connection_when_time_is_up_was_not_sent_to",
    ),
    mutant(
        "a call that was cancelled before it left is given back",
        "botapi.sender:Sender.send",
        "            if not request.bytes_written:\n                raise\n",
        "",
        f"{NARROW}test_cancelled_while_it_waits_for_a_connection_it_was_not_sent",
    ),
    mutant(
        "what is no answer is one error, whatever it looks like",
        "botapi.reply:result_of",
        """        raise _meant(bot, method, reply, told, error) from error""",
        """        raise error""",
        "tests/unit/botapi/test_reply.py::test_pages_over_the_line",
        "tests/unit/botapi/test_reply.py::test_a_429_is_a_429_however_it_is_said",
    ),
    mutant(
        "an answer is read up to a limit",
        "botapi.reply:received",
        "if len(body) > LARGEST:",
        "if False:",
        "tests/unit/botapi/test_reply.py::test_a_body_without_an_end_filled_the_memory",
    ),
    mutant(
        "what broke in here is a code, which is put into words",
        "botapi.outcome:_own",
        "    return OwnReason.CONNECTION_LOST if isinstance(error, LINE_BROKE)",
        "    return str(error) if error.args",
        "tests/unit/botapi/test_outcome.py::test_an_error_of_ours_tells_no_address",
    ),
    mutant(
        "a forum's news go to the topic that they were asked for in",
        "botapi.call:PreparedCall.body",
        """b',"message_thread_id":%d' % thread_id""",
        """b\"\" """,
        "tests/dialogs/compose/test_topics.py::test_a_start_in_a_topic_sent_the_news_to_another",
    ),
    mutant(
        "a connection that came too late is not written to",
        "botapi.posting.posts:Posts.post",
        "if loop.time() >= deadline:",
        "if False:",
        "tests/unit/botapi/test_posts.py::test_a_connection_that_came_too_late_is_not_written_to",
    ),
    mutant(
        "a full disk is not taken for Telegram's silence",
        "handlers.frame.errors:Means.__call__",
        "isinstance(error, TelegramAPIError) and ",
        "",
        "tests/unit/handlers/test_errors.py"
        "::test_a_full_disk_was_called_telegrams_and_nobody_got_a_sorry",
    ),
)
