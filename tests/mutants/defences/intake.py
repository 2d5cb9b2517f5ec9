"""Updates on their way in."""

from tests.mutants.mutant import Mutant, mutant

READING = "tests/unit/intake/test_reading.py::"
INTAKE = "tests/unit/intake/test_intake.py::"
UNFINISHED = "tests/unit/intake/test_unfinished.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a bound to one person's updates",
        "bot.intake.intake:Intake._begin",
        "if self._of.get(sender, 0) >= WAITING and essentials.migrated_to is None:",
        "if self._of.get(sender, 0) < 0:",
        f"{INTAKE}test_one_who_writes_and_writes_does_not_take_all_the_places",
    ),
    mutant(
        "the last word of who writes fastest",
        "bot.intake.intake:Intake._keep_latest",
        "        if not essentials.is_critical:\n            logger.warning(",
        "        if not essentials.is_membership_change:\n            logger.warning(",
        f"{INTAKE}test_ten_thousand_wishes_in_turn_ended_as_anything",
    ),
    mutant(
        "rich content stays outside",
        "bot.decoding.trimming:Trimmer.message",
        "            elif name in KINDS:\n                self.left_out.add(name)\n",
        "            else:\n                kept[name] = value\n",
        f"{READING}test_rich_content_never_reaches_the_models",
        f"{READING}test_nor_does_it_where_it_is_quoted",
        f"{READING}test_nor_in_the_answer_to_a_call",
        "tests/e2e/subscribers/test_odd_updates.py::"
        "test_a_rich_message_of_a_kind_to_come_is_for_telegram_to_judge",
    ),
    mutant(
        "quoted messages are read by their plain values only",
        "bot.decoding.trimming:Trimmer.message",
        "            elif quoted:\n                continue\n",
        "",
        f"{READING}test_a_quoted_message_is_not_read",
    ),
    mutant(
        "an update is no larger than a message can be",
        "bot.decoding.trimming:Trimmer.value",
        "if self.parts < 0 or depth > DEEPEST:",
        "if depth > 10 * DEEPEST:",
        f"{READING}test_what_is_larger_than_any_message_is_not_validated",
    ),
    mutant(
        "rights that a server does not know yet are not there",
        "bot.decoding.trimming:member",
        "        kept[name] = kept.get(name) is True\n",
        "        pass\n",
        f"{READING}test_who_runs_the_group_is_known_without_the_newest_rights",
    ),
    mutant(
        "what matters counts where the rest cannot be read",
        "bot.decoding.updates:read_update",
        "    lean = lean_update(raw, essentials)\n",
        "    lean = None\n",
        f"{READING}test_a_start_counts_whatever_else_is_broken",
        "tests/e2e/subscribers/test_odd_updates.py::test_a_subscription_in_one_is_not_lost",
    ),
    mutant(
        "a draft is not made of less than was sent",
        "bot.decoding.updates:_message",
        '"text": essentials.text if essentials.command else None,',
        '"text": essentials.text or None,',
        f"{READING}test_a_draft_is_never_made_of_less_than_was_sent",
    ),
    mutant(
        "JSON nested without end is passed over",
        "bot.decoding.answers:Batch.__iter__",
        "except (ValueError, RecursionError):",
        "except ValueError:",
        "tests/unit/intake/test_batch.py::test_what_is_nested_without_end_is_passed_over",
    ),
    mutant(
        "air between the updates of a batch",
        "bot.intake.polling:Polling._take",
        """            self._offset = _next_offset(raw, self._offset)
            await asyncio.sleep(0)
""",
        """            self._offset = _next_offset(raw, self._offset)
""",
        "tests/unit/intake/test_polling_yields.py::test_others_have_turns_between_the_updates_of_a_batch",
    ),
    mutant(
        "the third life does not look at it",
        "bot.intake.intake:Intake._accept_alone",
        "if self._unfinished.crashes(number) >= MOST_CRASHES:",
        "if self._unfinished.crashes(number) > 10 * MOST_CRASHES:",
        f"{UNFINISHED}test_what_two_lives_did_not_survive_is_skipped_by_the_third",
        "tests/crash/test_updates_survive.py"
        "::test_an_update_that_nobody_survives_is_skipped_by_the_third_life",
    ),
    mutant(
        "what it asks of the list is done",
        "bot.intake.intake:Intake._accept_alone",
        "            await self._persist_critical(essentials)\n",
        "",
        f"{UNFINISHED}test_the_start_in_it_is_saved",
    ),
    mutant(
        "what a former life left is taken alone",
        "bot.intake.intake:Intake.expect",
        "                and not self._unfinished.crashes(number)\n",
        "",
        f"{UNFINISHED}test_nobody_else_is_skipped_for_it",
    ),
    mutant(
        "one that hangs is waited for once",
        "bot.intake.persistence:Persistence.wait",
        "{n: end for n, end in self._pending.items() if n not in self._overdue}",
        "dict(self._pending)",
        f"{INTAKE}test_one_that_hangs_is_waited_for_in_vain_but_not_for_ever",
    ),
    mutant(
        "the engine hears who came back before anybody handles it",
        "bot.intake.engine_news:EngineNews.tell",
        "if update.place is not None and update.comes_back:",
        "if update.place is None and update.comes_back:",
        f"{INTAKE}test_who_came_back_is_told_before_it_is_handled",
    ),
    mutant(
        "answers that bring nothing are not asked for without a pause",
        "bot.intake.idle:IdlePace.pause",
        "return PAUSE",
        "return 0.0",
        "tests/unit/intake/test_polling_pace.py::test_nothing_at_once_is_asked_for_once_a_second",
    ),
)
