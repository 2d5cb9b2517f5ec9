"""What people write after broadcasts: what is kept, who answers, what the group gets."""

from tests.mutants.mutant import Mutant, mutant

KEPT = "tests/unit/inbox/test_incoming.py::"
TALK = "tests/unit/inbox/test_conversations.py::"
RELAY = "tests/unit/inbox/test_relay.py::"
WINDOWS = "tests/dialogs/windows/test_replies.py::"
GROUP = "tests/dialogs/windows/test_inbox_group.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "whoever edits on and on costs the group no more than a flood",
        "broadcast.doors.inbox.incoming:Incoming.edited",
        "if self._flood.count(chat_id) > MOST:",
        "if False:",
        f"{RELAY}test_whoever_edits_on_and_on_costs_the_group_no_more_than_a_flood",
    ),
    mutant(
        "a rush leaves no topic empty that was just made",
        "handlers.inbox.relay:InboxRelay._serve",
        "Step.COPY if self._begun else ",
        "",
        f"{RELAY}test_a_rush_leaves_no_topic_empty_that_was_just_made",
    ),
    mutant(
        "the group is told that a message was edited",
        "handlers.inbox.relay:InboxRelay._copy",
        "if owed.copy_id is not None and self._said_edited != owed.id:",
        "if False:",
        f"{RELAY}test_what_was_edited_is_copied_anew_below_the_words_that_it_was",
    ),
    mutant(
        "whoever writes on and on fills no table",
        "broadcast.doors.inbox.incoming:Incoming.take",
        "        if times > MOST:",
        "        if times > 10 * MOST:",
        f"{KEPT}test_a_flood_ends_at_so_many_and_it_is_said_once",
    ),
    mutant(
        "only who may have got it writes after a broadcast",
        "db.inbox.after",
        ".where(deliveries.c.subscriber_id.in_(_SOME), deliveries.c.state.in_(_STATES))",
        ".where(deliveries.c.subscriber_id.in_(_SOME))",
        f"{KEPT}test_only_who_may_have_it_writes_after_it",
    ),
    mutant(
        "what mends a broadcast is none that people write after",
        "db.inbox.after",
        "runs.c.kind == RunKind.SEND.value, ",
        "",
        f"{KEPT}test_it_belongs_to_the_newest_they_got_or_to_the_one_they_quote",
    ),
    mutant(
        "so many messages of one person are kept",
        "db.inbox.keeping:keep",
        "    await _trim(connection, newest)\n",
        "",
        f"{KEPT}test_of_one_person_the_newest_are_kept",
    ),
    mutant(
        "who is erased meanwhile costs the others nothing",
        "db.inbox.keeping:keep",
        "    rows = [one for one in came if one.subscriber_id in known]",
        "    rows = [*came]",
        f"{KEPT}test_who_is_erased_meanwhile_costs_the_others_nothing",
    ),
    mutant(
        "of two who answer one does",
        "db.inbox.conversations:take",
        "*(() if force else (free,))",
        "*(() if True else (free,))",
        f"{TALK}test_of_two_who_answer_one_does",
    ),
    mutant(
        "whoever was overtaken while typing sends nothing",
        "handlers.admin.inbox.actions:take_answer",
        "    if not await talk.still_holds(number, by=by):",
        "    if not await talk.still_holds(number, by=by) and False:",
        f"{WINDOWS}test_somebody_else_has_taken_it",
    ),
    mutant(
        "what came while the answer was written still waits",
        "db.inbox.conversations:settle",
        "            inbox_messages.c.id <= upto,\n",
        "",
        f"{TALK}test_what_came_while_the_answer_was_written_still_waits",
    ),
    mutant(
        "nobody but admins answers from the group",
        "handlers.inbox.group:Desk.on_answer",
        "        if role is None:\n",
        "        if role is None and False:\n",
        f"{GROUP}test_notes_commands_and_others_stay_in_the_group",
    ),
    mutant(
        "notes stay in the group",
        "handlers.inbox.group:_whose",
        ' or (message.text or "").startswith("/")',
        "",
        f"{GROUP}test_notes_commands_and_others_stay_in_the_group",
    ),
    mutant(
        "only owners let a group read along",
        "broadcast.doors.inbox.relays:Relays.choose",
        "        require_owner(by)\n",
        "",
        f"{TALK}test_only_owners_choose_the_group",
    ),
    mutant(
        "the group gets so many calls a minute",
        "handlers.inbox.relay:InboxRelay._serve",
        "(wait := self._minute.wait(now)) > 0",
        "(wait := self._minute.wait(now)) < 0",
        f"{RELAY}test_it_keeps_the_groups_pace",
    ),
    mutant(
        "a deleted topic gets a successor",
        "handlers.inbox.relay:InboxRelay._not_copied",
        "            await self._relays.set_topic(owed.subscriber_id, None)\n            return\n",
        "            pass\n",
        f"{RELAY}test_a_topic_that_was_deleted_gets_a_successor",
    ),
    mutant(
        "a person who is gone does not cost the group",
        "handlers.inbox.relay:InboxRelay._copy",
        "                await self._bot.get_chat(group.chat_id)\n",
        "                raise\n",
        "tests/unit/inbox/test_relay.py::test_a_person_who_is_gone_does_not_cost_the_group",
    ),
)
