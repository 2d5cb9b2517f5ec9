"""What subscribers and strangers get."""

from tests.mutants.mutant import Mutant, mutant

PERSONAL = "tests/dialogs/compose/test_personal.py::"

PERMISSIONS = "tests/unit/doors/test_permissions.py::"
TEAM = "tests/unit/handlers/test_team.py::"

ZONES = "tests/dialogs/windows/test_time_zones.py::"

MUTANTS: tuple[Mutant, ...] = (
    mutant(
        "a place that nobody waits for is asked about",
        "handlers.subscriber.zone.awaited:AwaitedPlaces.take",
        "return self._until.pop(user_id, 0.0) > clock.monotonic()",
        "return True",
        ZONES + "test_any_other_place_is_asked_about",
        "tests/unit/handlers/test_zones.py::test_a_place_is_awaited_once_and_not_for_ever",
    ),
    mutant(
        "whoever chooses a time zone without being known is not subscribed by it",
        "db.knowledge.zones:note",
        "    await changes.keep(connection, chat_id, now=now)\n",
        "",
        ZONES + "test_by_the_difference_to_utc_and_forgotten",
    ),
    mutant(
        "what goes by everybody's own clock goes on doing so when it is moved",
        "handlers.admin.planned.actions:_move",
        "    if plan.local_time is None:\n",
        "    if plan.local_time != at:\n",
        "tests/dialogs/compose/test_own_clocks.py::test_moved_it_still_goes_by_their_clocks",
    ),
    mutant(
        "a draft that is left keeps its time, and does not go to everybody at once",
        "handlers.admin.compose.open_draft:OpenDraft.put_off",
        "replace(self._traces, at=at, own=own)",
        "replace(self._traces, own=own)",
        "tests/dialogs/compose/test_timing.py::test_a_draft_that_is_left_keeps_its_time",
    ),
    mutant(
        "a place that is sent after a broadcast gets to the team",
        "handlers.subscriber.zone.choosing:ZoneWindows.on_place",
        "await keep(message, doors) if is_for_the_team(message, role) else None",
        "None",
        "tests/dialogs/windows/test_replies.py::test_a_place_is_an_answer_too_and_asked_about",
    ),
    mutant(
        "a place that no window asks for may say where an admin lives",
        "handlers.admin.door.dialogs:PlacesPass.__call__",
        "return window is None or bool(window.on_message)",
        "return True",
        ZONES + "test_an_admin_is_asked_about_a_place_that_no_window_takes",
    ),
    mutant(
        "a chat that must wait holds no place among the answers",
        "handlers.outbox.deferred:DeferredReplies._send",
        "if self._must_wait(chat) or await self._serve(chat):",
        "if await self._serve(chat):",
        "tests/unit/outbox/test_deferred_replies.py::test_chats_that_must_wait_hold_no_place",
    ),
    mutant(
        "no bot is subscribed",
        "handlers.dispatcher:_hang_middlewares",
        "    hang(NoBots())\n",
        "",
        "tests/e2e/subscribers/test_bots_write.py::test_a_bot_was_subscribed_and_answered",
    ),
    mutant(
        "Telegram's own stand-ins are no bots",
        "handlers.subscriber.bots:is_by_a_bot",
        "sender.is_bot and message.sender_chat is None",
        "sender.is_bot",
        "tests/e2e/subscribers/test_bots_write.py::test_telegrams_own_stand_ins_are_no_bots",
    ),
    mutant(
        "the same is said only so often",
        "handlers.outbox.repeats:Repeats._may_say",
        "        return times < MOST\n",
        "        return True\n",
        "tests/unit/outbox/test_repeats.py::test_the_same_is_said_only_so_often",
        "tests/e2e/subscribers/test_bots_write.py::test_an_echo_in_a_channel_comes_to_an_end",
    ),
    mutant(
        "only owners change the team",
        "broadcast.model.actor:require_owner",
        "    if actor.role is not Role.OWNER:\n",
        "    if actor is None:\n",
        f"{TEAM}test_only_owners_change_the_team",
        "tests/dialogs/windows/test_team.py::test_an_editor_presses_what_is_for_owners",
    ),
    *(
        mutant(
            f"{act} asks for the role",
            where,
            "        require_admin(by)\n",
            "",
            *(f"{PERMISSIONS}test_an_act_refuses_who_is_no_admin[{name}]" for name in names),
        )
        for act, where, names in (
            ("launching", "broadcast.doors.launches:Launches.launch", ("Launches.launch",)),
            (
                "pausing, resuming and cancelling",
                "broadcast.doors.launches:Launches._move",
                ("Launches.pause", "Launches.resume", "Launches.cancel"),
            ),
            ("sending again", "broadcast.doors.follow_ups:FollowUps.send", ("FollowUps.send",)),
            ("leaving it", "broadcast.doors.follow_ups:FollowUps.leave", ("FollowUps.leave",)),
            ("drafting", "broadcast.doors.composing.drafts:Drafts.add", ("Drafts.add",)),
            ("a test", "broadcast.doors.previews:Previews.show", ("Previews.show",)),
            ("trying a ban", "broadcast.doors.bans:Bans.try_now", ("Bans.try_now",)),
        )
    ),
    *(
        mutant(
            f"an owner alone may {name}",
            f"handlers.team.team:Team.{name}",
            "        require_owner(by)\n",
            "",
            f"{PERMISSIONS}test_only_an_owner_acts_on_the_team[{name}-stranger]",
            f"{PERMISSIONS}test_only_an_owner_acts_on_the_team[{name}-editor]",
        )
        for name in ("members", "remove", "invite", "open_links", "revoke")
    ),
    mutant(
        "only who holds a draft works on it",
        "broadcast.doors.composing.drafts:_is_held",
        "    require_holder(actor, holder)\n",
        "",
        f"{PERMISSIONS}test_only_who_holds_a_draft_works_on_it",
    ),
    mutant(
        "a draft that is taken over forgets the chat that it was in",
        "db.broadcasts.drafts:hand_over",
        "held_by=to, notes=json.dumps(kept) if kept else None,",
        "held_by=to,",
        f"{PERMISSIONS}test_who_takes_a_draft_over_shuts_the_other_out",
    ),
    mutant(
        "only who holds a draft launches it",
        "broadcast.doors.launches:Launches.launch",
        "            require_holder(by, await drafts.holder_of(connection, broadcast_id) or 0)\n",
        "",
        f"{PERMISSIONS}test_nobody_launches_the_draft_of_another",
    ),
    mutant(
        "the code of a link is not stored",
        "handlers.team.team:_hashed",
        '    return hashlib.sha256(code.encode(errors="replace")).hexdigest()',
        "    return code",
        f"{TEAM}test_the_code_is_stored_nowhere_and_cannot_be_guessed",
    ),
    mutant(
        "whoever guesses is not looked at",
        "handlers.team.team:Team._look_up",
        "        if self._guesses.too_many(user_id):",
        "        if self._guesses is None:",
        f"{TEAM}test_a_guesser_is_not_even_looked_at",
    ),
    mutant(
        "the links of who is no owner any more open nothing",
        "handlers.team.team:Team.open",
        "        if await self._access.role(found.created_by) is not Role.OWNER:",
        "        if found is None:",
        f"{TEAM}test_the_links_of_who_is_no_owner_any_more_open_nothing[out of the settings]",
    ),
    mutant(
        "a used claim link brings nobody back",
        "handlers.frame.access:Access.claim",
        "            self._code = CLAIM_PREFIX + self._new_code()\n        await",
        "            pass\n        await",
        f"{TEAM}test_a_claimed_bots_link_does_not_bring_a_removed_owner_back",
    ),
    mutant(
        "what the command line changes is seen while the bot runs",
        "handlers.frame.access:Access._from_table",
        "        if known is not None and now < self._read_at + REREAD:",
        "        if known is not None:",
        "tests/unit/commands/test_admins_command.py::test_a_running_bot_knows_of_it_within_seconds",
    ),
    mutant(
        "owners whom ADMIN_IDS does not name are told of",
        "handlers.frame.access:Access.unnamed_owners",
        "return sorted(owners - self._owner_ids)",
        "return []",
        "tests/unit/handlers/test_access.py::test_who_took_the_claim_link_stayed_owner_unsaid",
    ),
    mutant(
        "a reply that got no answer does not count as delivered",
        "botapi.errors",
        "    (TelegramServerError, Meaning.UNANSWERED),\n",
        "",
        "tests/unit/outbox/test_deferred_replies.py::test_an_outage_does_not_use_up_all_that_waits",
    ),
    mutant(
        "a caption is never a command",
        "handlers.frame.text_commands:TextCommand",
        """        super().__init__(*commands, ignore_case=True)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        return bool(message.text) and await super().__call__(message, bot)
""",
        """        super().__init__(*commands, ignore_case=True)
""",
        "tests/unit/handlers/test_text_commands.py::test_a_caption_was_taken_for_a_command",
        "tests/dialogs/progress/test_control.py::test_a_photo_to_be_sent_cancelled_what_was_running",
    ),
    mutant(
        "a language is found by its script before its region",
        "handlers.language.closest:_distance",
        "        text.script != reader.script,\n",
        "",
        "tests/unit/wording/test_texts.py::test_the_closest_language_is_spoken",
    ),
    mutant(
        "regions of a language share its menu of commands",
        "handlers.frame.command_menus:menu_languages",
        'codes = {language.code.partition("-")[0].lower() for language in texts.locales}',
        "codes = {language.code for language in texts.locales}",
        "tests/unit/wording/test_texts.py::test_regions_of_one_language_share_its_menu",
    ),
    mutant(
        "a rush in one group uses up no other group's questions",
        "handlers.groups.who_runs:WhoRuns.ask",
        "if group.asked <= FEW:",
        "if group.asked:",
        "tests/unit/handlers/test_who_runs.py"
        "::test_a_rush_in_one_group_asks_a_few_times_and_all_are_told_right",
    ),
    mutant(
        "a group that hides its members may tell its administrators",
        "handlers.groups.who_runs:runs_the_group",
        "        if meaning(error) is not Meaning.HIDDEN:  # the bot is no administrator there\n"
        "            raise\n",
        "        raise\n",
        "tests/dialogs/compose/test_topics.py::test_a_group_that_hides_its_members",
    ),
    mutant(
        "what Telegram forwards into a discussion group nobody wrote",
        "handlers.groups.places:build_router",
        ", ~F.is_automatic_forward)",
        ")",
        "tests/dialogs/compose/test_topics.py::test_a_post_that_telegram_forwards_into_the_discussion_group",
    ),
    mutant(
        "whoever made a link hears who opened it, whatever becomes of the newcomer's welcome",
        "handlers.subscriber.invite:on_invite",
        "    if opening.result is Opened.JOINED:\n",
        "    if False:\n",
        "tests/dialogs/windows/test_team.py::test_whoever_opens_a_link_and_blocks_the_bot_at_once_does_not_go_unnoticed",
    ),
    mutant(
        "a name that there is not is told before the message is taken",
        "handlers.admin.compose.message.contents:with_known_braces",
        "if mistake is not None:",
        "if False:",
        f"{PERSONAL}test_what_would_not_work_is_told_before_it_is_taken",
        f"{PERSONAL}test_in_a_poll_it_is_refused",
    ),
    mutant(
        "who would get a gap is asked about",
        "broadcast.model.personal.lengths:without_fallback",
        "if use.literal is None and not use.fallback",
        "if use.literal is not None",
        f"{PERSONAL}test_without_a_fallback_it_is_asked_once_and_can_be_said",
    ),
    mutant(
        "a column named nearly as another is no field",
        "db.subscribers.csv_columns:FurtherColumns.read",
        "            _check_apart(name, known)\n",
        "            pass\n",
        "tests/unit/rows/test_csv_columns.py::test_a_column_named_nearly_as_another_is_refused",
    ),
    mutant(
        "numbers are taken by new people alone",
        "db.subscribers.changes",
        "~exists().where(subscribers.c.chat_id == _CHAT)",
        "literal(1) == 1",
        "tests/unit/rows/test_subscribers_store.py::test_numbers_are_taken_by_new_people_alone",
    ),
    mutant(
        "a word that is too long for its column breaks nothing",
        "db.schema.told:Told.process_bind_param",
        "value[: self.length]",
        "value",
        "tests/unit/rows/test_subscribers_store.py::test_a_language_of_no_length_that_there_is_breaks_nothing",
    ),
    mutant(
        "whoever turns a topic off is not subscribed by it",
        "db.subscribers.changes",
        "literal(SubscriberState.UNSUBSCRIBED.value)",
        "literal(SubscriberState.ACTIVE.value)",
        "tests/dialogs/windows/test_settings.py::test_choosing_subscribes_nobody_and_is_erased",
    ),
    mutant(
        "a link to the test group ends after a day",
        "db.admins.testers:KnownTesters.use",
        ", tester_invites.c.expires_at > now",
        "",
        "tests/unit/handlers/test_testers.py::test_a_link_ends_after_a_day_and_when_it_is_revoked",
    ),
    mutant(
        "what nobody would get cannot be sent",
        "handlers.admin.compose.preview.getters:draft_window",
        '"sendable": draft.is_shown and not nobody and not rounds,',
        '"sendable": draft.is_shown and not rounds,',
        "tests/dialogs/audience/test_choosing.py::test_the_same_in_both_lists_is_named_and_cannot_be_sent",
    ),
    mutant(
        "of two taps that remove a condition the second removes nothing",
        "handlers.admin.choosing.lists:Place.key",
        'words = f"{self.excluding} {self.condition.dump()}"',
        'words = f"{self.excluding} {self.condition.kind}"',
        "tests/unit/choosing/test_lists.py::test_the_second_of_two_taps_on_remove_finds_nothing",
    ),
    mutant(
        "a file is read up to a limit, whatever it says of itself",
        "handlers.admin.choosing.files:_Limited.write",
        "if self.tell() + len(data) > MOST_BYTES:",
        "if False:",
        "tests/unit/choosing/test_files.py::test_a_file_is_read_with_a_limit_whatever_it_says_of_itself",
    ),
)
