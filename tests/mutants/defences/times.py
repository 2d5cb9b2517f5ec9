"""Times that admins type, and the taps around a launch that can be undone."""

from tests.mutants.mutant import Mutant, mutant

TYPED = "tests/unit/moments/test_typed.py::"
MEANING = "tests/unit/moments/test_meaning.py::"
TIMING = "tests/dialogs/compose/test_timing.py::"
UNDO = "tests/dialogs/progress/test_undo.py::"
PLANNED = "tests/dialogs/windows/test_planned.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "an hour that is typed alone is that hour",
        "handlers.admin.moments.typed.clocks:split_clock",
        "    if found and not (",
        "    if found and found['sign'] and not (",
        f"{TYPED}test_is_read",
    ),
    mutant(
        "a day that does not exist is said to be none",
        "handlers.admin.moments.typed.days:_why_none",
        "return Mistake.NO_SUCH_DAY if",
        "return Mistake.UNREADABLE if",
        f"{TYPED}test_is_refused_with_the_reason",
    ),
    mutant(
        "a time in another zone is not taken for one in the bot's",
        "handlers.admin.moments.typed.days:names_zone",
        "return read is not None and read.tzinfo is not None",
        "return False",
        f"{TYPED}test_is_refused_with_the_reason",
    ),
    mutant(
        "a date with the name of another weekday is asked about",
        "handlers.admin.moments.typed.days:_is_such_weekday",
        "one.weekday() == other.weekday() != day.weekday()",
        "one.weekday() != other.weekday() == day.weekday()",
        f"{TYPED}test_is_refused_with_the_reason",
    ),
    mutant(
        "a number that was typed is never left out of what is understood",
        "handlers.admin.moments.typed.days:says",
        "return all(int(number) in meant for number in _NUMBER.findall(words)[:4])",
        "return True",
        f"{TYPED}test_is_refused_with_the_reason",
    ),
    mutant(
        "the last day of a month that has none is no day of the next one",
        "handlers.admin.moments.typed.days:_day_in",
        "if day and found.month == month.month else None",
        "if day else None",
        f"{TYPED}test_the_31st_of_a_next_month_that_has_none_is_no_day",
    ),
    mutant(
        "of a time that has passed the next is offered",
        "handlers.admin.moments.meaning:_checked",
        "    coming = tuple(moment for moment in moments if moment > now)\n",
        "    coming = tuple(moments)\n",
        f"{MEANING}test_of_what_has_passed_the_nearest_to_come_is_offered",
    ),
    mutant(
        "a time that clocks show twice is asked about",
        "handlers.admin.moments.meaning:_meaning",
        "why = Why.REPEATED if len(moments) > 1 else Why.FINE",
        "why, moments = Why.FINE, moments[:1]",
        f"{MEANING}test_an_hour_that_comes_twice_is_asked_about",
    ),
    mutant(
        "a question that somebody has answered elsewhere starts nothing",
        "handlers.admin.taps.plans:_now",
        "    if plan is not None and not plan.is_asked:\n",
        "    if False:\n",
        f"{PLANNED}test_a_question_that_was_answered_elsewhere_starts_nothing",
    ),
    mutant(
        "no button is a way around the number that has to be typed",
        "handlers.admin.compose.confirm.actions:launch",
        "if number == draft.draft_id and not _has_to_be_typed(manager):",
        "if number == draft.draft_id:",
        f"{UNDO}test_a_made_up_button_is_no_way_around_the_number",
    ),
    mutant(
        "a second tap on Confirm finds the countdown",
        "handlers.admin.outdated:_launched",
        "broadcast.state is BroadcastState.DRAFT",
        "broadcast.run_id is None",
        f"{UNDO}test_two_taps_on_confirm_begin_one_countdown",
    ),
    mutant(
        "whoever decides too late is told so",
        "handlers.admin.taps.plans:_now",
        "    except MoveNotAllowed:\n        await _too_late(query, number, admin)\n",
        "    except MoveNotAllowed:\n        return\n",
        f"{PLANNED}test_a_late_one_is_asked_about_and_sent_now",
    ),
    mutant(
        "a draft that is taken over keeps its time",
        "db.broadcasts.drafts:hand_over",
        "notes=json.dumps(kept) if kept else None",
        "notes=None",
        f"{TIMING}test_whoever_takes_it_over_finds_its_time",
    ),
)
