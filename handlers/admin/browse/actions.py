"""What a tap in the list or on a card does."""

import logging
from contextlib import suppress
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.follow_ups import Which
from broadcast.model.content import Content
from broadcast.model.errors import CallRefused, CallUnanswered, MoveNotAllowed, NobodyToSendTo
from handlers.admin.browse.groups import (
    again_group,
    click_groups,
    further_of,
    reaction_groups,
    vote_groups,
    waiting_group,
)
from handlers.admin.browse.page import choose, chosen, note, open_broadcast, opened
from handlers.admin.context import AdminContext
from handlers.admin.control.capped import who_was_capped
from handlers.admin.control.follow_ups import FollowUpStep, all_open, decide, is_asked, offers
from handlers.admin.control.runs import Action, perform
from handlers.admin.navigation import (
    Mend,
    continue_draft,
    mend,
    open_repeat,
    open_series,
    save_template,
    show_groups,
)
from handlers.admin.states import Browse
from handlers.language.names import quoted

LOOKS, LOOK_EVERY = 10, 0.1  # seconds: nobody waits longer than one for a window

logger = logging.getLogger(__name__)


async def open_card(_: CallbackQuery, __: Any, manager: DialogManager, number: int) -> None:
    open_broadcast(manager, number)
    await manager.switch_to(Browse.card)


async def show_further(_: CallbackQuery, __: Any, manager: DialogManager, name: str) -> None:
    """`name` is what the button says: it may be forged, or nobody is behind it any more."""
    admin = AdminContext.at(manager)
    further = await further_of(await admin.doors.reports.get(opened(manager)), admin)
    if name in further:
        await show_groups(manager, [further[name].group])


async def show_votes(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, await vote_groups(broadcast, admin))


async def show_reactions(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, await reaction_groups(broadcast, admin))


async def show_clicks(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, await click_groups(broadcast, admin))


async def show_waiting(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whom cancelling is about."""
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, [waiting_group(broadcast, admin)])


async def show_chosen(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whom sending again is about."""
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, [again_group(chosen(manager), broadcast, admin)])


async def control(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id is the action's name."""
    await _perform(Action(str(button.widget_id)), manager)


async def cancel_for_sure(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.switch_to(Browse.card)
    await _perform(Action.CANCEL, manager)
    await _let_settle(manager)


async def _let_settle(manager: DialogManager) -> None:
    """Whoever is left is skipped in the background. Of a small one the card shows that at once, and
    with it the offer to reach them; on that of a large one there is Refresh."""
    admin = AdminContext.at(manager)
    for _ in range(LOOKS):
        if (await admin.doors.reports.get(opened(manager))).is_over:
            return
        await admin.clock.sleep(LOOK_EVERY)


async def _perform(action: Action, manager: DialogManager) -> None:
    """The card, shown anew, says what became of it."""
    admin = AdminContext.at(manager)
    with suppress(MoveNotAllowed):  # it ended, or somebody else was faster
        await perform(
            action,
            opened(manager),
            by=await admin.actor(),
            launches=admin.doors.launches,
        )


async def send_again(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says to whom. Where somebody may get it twice, it is asked about first."""
    which = Which(str(button.widget_id))
    broadcast = await AdminContext.at(manager).doors.reports.get(opened(manager))
    if which not in offers(broadcast):  # the card, shown anew, says what somebody else decided
        return
    choose(manager, which)
    if is_asked(which):
        await manager.switch_to(Browse.again)
    else:
        await _decide(FollowUpStep.SEND, which, manager)


async def write_later(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A draft of the same for those who had had enough that week."""
    admin, number = AdminContext.at(manager), opened(manager)
    by, whom = await admin.actor(), who_was_capped(number)
    draft = await admin.doors.drafts.duplicate(number, by=by, audience=whom)
    await continue_draft(manager, draft)


async def send_for_sure(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await manager.switch_to(Browse.card)
    await _decide(FollowUpStep.SEND, chosen(manager), manager)


async def leave(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    open_ones = all_open(await admin.doors.reports.get(opened(manager)))
    if open_ones is not None:
        await _decide(FollowUpStep.LEAVE, open_ones, manager)


async def _decide(step: FollowUpStep, which: Which, manager: DialogManager) -> None:
    """The card, shown anew, says what became of it; the new broadcast's progress is shown below."""
    admin = AdminContext.at(manager)
    with suppress(MoveNotAllowed, NobodyToSendTo):  # somebody else was faster
        broadcast = await decide(
            step,
            which,
            opened(manager),
            by=await admin.actor(),
            follow_ups=admin.doors.follow_ups,
        )
        if step is FollowUpStep.SEND:
            await admin.show_progress(broadcast.id)


async def mend_it(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says what is to be done; the window says whether it can be."""
    await mend(manager, Mend(str(button.widget_id)), opened(manager))


async def stop_and_recall(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await mend(manager, Mend.RECALL, opened(manager))


async def duplicate(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """A draft of one's own begins as it."""
    admin = AdminContext.at(manager)
    draft = await admin.doors.drafts.duplicate(opened(manager), by=await admin.actor())
    await continue_draft(manager, draft)


async def make_template(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await save_template(manager, opened(manager))


async def watch(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Put the progress message at the end of the chat."""
    admin = AdminContext.at(manager)
    await admin.show_progress(opened(manager))


async def show_message(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """What people get, for this admin alone; the card moves below it."""
    admin = AdminContext.at(manager)
    actor = await admin.actor()
    broadcast = await admin.doors.reports.get(opened(manager))
    manager.show_mode = ShowMode.DELETE_AND_SEND
    try:
        calls = await admin.doors.personal.calls(Content.load(broadcast.content))
        await admin.doors.previews.show(calls, by=actor, thread_id=admin.thread_id)
    except CallRefused as error:
        note(manager, admin.i18n.get("card-message-refused", detail=quoted(error.description)))
    except CallUnanswered as error:
        logger.warning("the message of broadcast %d was not shown: %s", broadcast.id, error)
        note(manager, admin.i18n.get("card-message-unseen"))


async def open_whole(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The series, or what is repeated, that it is a part of."""
    broadcast = await AdminContext.at(manager).doors.reports.get(opened(manager))
    if broadcast.series_id is not None:
        await open_series(manager, broadcast.series_id)
    elif broadcast.repeat_id is not None:
        await open_repeat(manager, broadcast.repeat_id)
