"""Where subscribers come from: links and their codes, drafts and templates that admins share."""

from tests.mutants.mutant import Mutant, mutant

LINKS = "tests/unit/links/test_links.py::"
GREETER = "tests/unit/joining/test_greeter.py::"
PLACES = "tests/dialogs/windows/test_join_places.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "no link has a code that means something else",
        "broadcast.model.links.link:code_mistake",
        "code.lower().startswith(RESERVED)",
        "code == RESERVED",
        f"{LINKS}test_what_a_code_may_be[_tgr_me-reserved-code]",
        "tests/dialogs/windows/test_links.py::"
        "test_a_code_that_cannot_be_gets_a_sentence[_tgr_me-mean something else]",
    ),
    mutant(
        "a code by which people came stays",
        "broadcast.doors.links.links:Links.change_code",
        "            if link.came:\n                raise LinkRefused(LinkMistake.USED_CODE)\n",
        "",
        f"{LINKS}test_a_code_changes_until_somebody_came_by_it",
    ),
    mutant(
        "one's own link is no later visit",
        "db.links.visits:note",
        ", subscribers.c.source.is_distinct_from(links.c.code))",
        ")",
        f"{LINKS}test_the_first_touch_counts_and_later_ones_are_noted",
    ),
    mutant(
        "a link is there, whatever becomes of its picture",
        "handlers.admin.links.actions:_show",
        "        note_unseen(manager)\n",
        "        raise\n",
        "tests/dialogs/windows/test_links.py::"
        "test_a_picture_that_does_not_get_through_leaves_the_link",
    ),
    mutant(
        "whoever asks to join is greeted before the door opens",
        "handlers.joining.greeter:JoinGreeter._work",
        """            if applicant.greeting is not None and not crowded and not self._ending:
                await self._greet(applicant.greeting, applicant.until)
            if applicant.approval is not None:
                await self._let_in(applicant.approval)
""",
        """            if applicant.approval is not None:
                await self._let_in(applicant.approval)
            if applicant.greeting is not None and not crowded and not self._ending:
                await self._greet(applicant.greeting, applicant.until)
""",
        f"{GREETER}test_the_greeting_comes_before_the_door_opens",
        f"{PLACES}test_who_asks_is_greeted_let_in_and_subscribed_by_start_alone",
    ),
    mutant(
        "a greeting is given up after five minutes",
        "handlers.joining.greeter:JoinGreeter._greet",
        "self._clock.wait(self._bot(greeting), left)",
        "self._clock.wait(self._bot(greeting), 3_600.0)",
        f"{GREETER}test_a_greeting_is_given_up_when_its_time_is_over",
    ),
    mutant(
        "a template costs no Stars",
        "broadcast.doors.composing.templates:Templates.save",
        "Content.load(row.content).for_another_time().dump()",
        "row.content",
        "tests/unit/composing/test_templates.py::"
        "test_content_and_audience_come_along_and_stars_do_not",
    ),
    mutant(
        "who came since is sent to by one broadcast at a time",
        "broadcast.doors.audience.newcomers:Newcomers.send",
        """            if await family.is_under_way(connection, first):
                raise MoveNotAllowed("one of its line has not ended yet")
""",
        "",
        "tests/engine/test_newcomers.py::test_of_two_taps_one_counts",
        "tests/dialogs/windows/test_newcomers.py::test_one_that_is_under_way_is_waited_for",
    ),
    mutant(
        "who has it does not get it again for coming back",
        "db.audience.keys:_asked",
        "        beside += sets.reached_before(facts.since)\n",
        "",
        "tests/engine/test_newcomers.py::"
        "test_who_came_back_gets_what_they_missed_and_not_what_they_have",
    ),
    mutant(
        "who becomes a subscriber by a link gets its tag, too",
        "broadcast.doors.links.links:Links._note",
        "tagged = [one for one in asked if known.get(one.code)]",
        "tagged = [one for one in later if known.get(one.code)]",
        f"{LINKS}test_whoever_comes_by_a_link_gets_its_tag",
    ),
    mutant(
        "whom a cancelling skipped is no newcomer while the rest is on offer",
        "db.audience.sets:may_have_it",
        "    if owed:\n",
        "    if False:\n",
        "tests/engine/test_newcomers.py::"
        "test_whom_a_cancelling_skipped_the_rest_of_that_broadcast_is_for",
    ),
    mutant(
        "a chat that moved has what it got under either number",
        "db.ledger.migrated_chats:_merge",
        "    for run_id in await merges.had_before(connection, keep):\n",
        "    for run_id in ():\n",
        "tests/engine/test_newcomers.py::test_a_group_that_moves_does_not_get_it_as_a_newcomer[True]",
        "tests/engine/test_newcomers.py::test_whoever_is_to_get_it_again_has_got_it_as_a_newcomer",
    ),
    mutant(
        "a pruned ledger is asked no more from its first row on",
        "db.ledger.retention:begin",
        ".values(thinned=True)",
        ".values(thinned=False)",
        "tests/engine/ledger/test_retention.py::"
        "test_while_rows_go_nobody_is_told_that_they_never_got_it",
    ),
)
