"""From one dialog to another: what is opened, and what it is told.

The rooms of the dialogs do not know each other; they open each other here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode

from db.audience.audience import Audience
from db.people.whom import Matching, Whom, load
from handlers.admin.states import (
    Choosing,
    Compose,
    DraftWindows,
    FeedWindows,
    InboxWindows,
    Mending,
    Menu,
    MomentWindows,
    PeopleWindows,
    PlannedWindows,
    RepeatWindows,
    RuleWindows,
    SeriesWindows,
    TemplateWindows,
)

NOTE = "note"  # in the start data of the menu
AUDIENCE = "audience"  # in the start data of composing
GROUPS = "groups"  # in the start data of the people's windows
RETURNS = "returns"  # in the start data of the templates: to what was open
PURPOSE = "purpose"  # in the start data of choosing a moment
CLEARABLE = "clearable"  # the same: whether there is one that can be taken away
AFTER = "after"  # in the start data of the replies: which broadcast
SOURCE_ID = "source_id"  # in the start data of the templates: of what one is made
DRAFT_ID = "draft_id"  # in the start data of composing, and of choosing an audience
MENDED_ID = "mended_id"  # in the start data of mending
PLANNED_ID = "planned_id"  # in the start data of the planned broadcasts
REPEAT_ID = "repeat_id"  # in the start data of what is repeated, and of its rule
SAID = "said"  # in the start data of what is repeated: what led there, in the admin's words
SEGMENT_ID = "segment_id"  # in the start data of choosing an audience
SERIES_ID = "series_id"  # the same, and in that of series


class MenuNote(StrEnum):
    """What the menu says once about what led there."""

    DISCARDED = "discarded"
    NOTHING_KEPT = "nothing-kept"
    DRAFT_KEPT = "draft-kept"
    TEMPLATE_SAVED = "template-saved"


async def open_menu(
    manager: DialogManager, note: MenuNote | None = None, *, show_mode: ShowMode | None = None
) -> None:
    """In place of whatever is open."""
    data = None if note is None else {NOTE: note.value}
    await manager.start(Menu.main, data=data, mode=StartMode.RESET_STACK, show_mode=show_mode)


def menu_note(start_data: Mapping[str, Any] | None) -> MenuNote | None:
    """What `open_menu()` was told."""
    value = None if start_data is None else start_data.get(NOTE)
    return None if value is None else MenuNote(value)


async def open_drafts(manager: DialogManager) -> None:
    """Everybody's, on top of the menu."""
    await manager.start(DraftWindows.list)


async def open_replies(manager: DialogManager, broadcast_id: int) -> None:
    """Who wrote after it, on top of what is open."""
    await manager.start(InboxWindows.people, data={AFTER: broadcast_id})


def replies_after(start_data: Any) -> int | None:
    """What `open_replies()` was told."""
    return (start_data or {}).get(AFTER)


async def save_template(
    manager: DialogManager, broadcast_id: int, *, returns: bool = False
) -> None:
    """Ask for the name of a template that is made of it, on top of what is open.

    `returns`: what is open goes on, and is told `MenuNote.TEMPLATE_SAVED`; else the menu says it.
    """
    await manager.start(TemplateWindows.name, data={SOURCE_ID: broadcast_id, RETURNS: returns})


def template_source(start_data: Mapping[str, Any] | None) -> int | None:
    """What `save_template()` was told."""
    return None if start_data is None else start_data.get(SOURCE_ID)


def returns_from_template(start_data: Any) -> bool:
    """What else `save_template()` was told."""
    return bool((start_data or {}).get(RETURNS))


async def choose_audience(
    manager: DialogManager,
    *,
    draft_id: int | None = None,
    segment_id: int | None = None,
    series_id: int | None = None,
) -> None:
    """On top of the window that it belongs to."""
    whose = {DRAFT_ID: draft_id, SEGMENT_ID: segment_id, SERIES_ID: series_id}
    await manager.start(Choosing.main, data=whose)


def audience_to_choose(
    start_data: Mapping[str, Any] | None,
) -> tuple[int | None, int | None, int | None]:
    """What `choose_audience()` was told: the draft's number, else the segment's, or the series'."""
    told = start_data or {}
    return told.get(DRAFT_ID), told.get(SEGMENT_ID), told.get(SERIES_ID)


class Purpose(StrEnum):
    """What a moment is chosen for. Each has its own words in locales/: moments-for."""

    LAUNCH = "launch"  # of a draft, or of a planned broadcast
    EXPIRY = "expiry"  # until when it may be sent


@dataclass(frozen=True, kw_only=True, slots=True)
class ChosenMoment:
    """What the windows in which a moment is chosen tell the dialog that asked for one."""

    purpose: Purpose
    is_chosen: bool = False  # else they were left as they were opened
    at: int | None = None  # Unix seconds; None: none (any more)
    displaced: bool = False  # something was typed below what stands above


async def choose_moment(
    manager: DialogManager,
    purpose: Purpose,
    *,
    clearable: bool = False,
    draft_id: int | None = None,
) -> None:
    """On top of the window that asks for it, whose dialog gets a ChosenMoment as the result.

    `clearable`: there is one already, which can be taken away. `draft_id`: of a draft that may be
    repeated instead.
    """
    data = {PURPOSE: purpose.value, CLEARABLE: clearable, DRAFT_ID: draft_id}
    await manager.start(MomentWindows.quick, data=data)


def moment_to_choose(start_data: Mapping[str, Any] | None) -> tuple[Purpose, bool]:
    """What `choose_moment()` was told: what for, and whether it can be taken away."""
    told = start_data or {}
    return Purpose(told.get(PURPOSE, Purpose.LAUNCH)), bool(told.get(CLEARABLE))


def draft_to_repeat(start_data: Any) -> int | None:
    """What else `choose_moment()`, or `choose_rule()`, was told."""
    found: int | None = (start_data or {}).get(DRAFT_ID)
    return found


async def choose_rule(
    manager: DialogManager, *, draft_id: int | None = None, repeat_id: int | None = None
) -> None:
    """On top of the window that asks for it: by which rule the draft goes out again and again, or
    what is repeated already."""
    data = {DRAFT_ID: draft_id, REPEAT_ID: repeat_id}
    await manager.start(RuleWindows.how, data=data)


async def open_series(
    manager: DialogManager, series_id: int, *, show_mode: ShowMode | None = None
) -> None:
    """The card of one, in place of whatever is open."""
    await manager.start(
        SeriesWindows.card,
        data={SERIES_ID: series_id},
        mode=StartMode.RESET_STACK,
        show_mode=show_mode,
    )


def series_to_open(start_data: Any) -> int:
    """What `open_series()` was told; 0: nothing."""
    return int((start_data or {}).get(SERIES_ID) or 0)


async def open_feed(manager: DialogManager, repeat_id: int, *, chosen: bool) -> None:
    """On top of the card of what is repeated: what its rounds are made of. Where that is no feed
    yet, its address is asked for."""
    state = FeedWindows.card if chosen else FeedWindows.address
    await manager.start(state, data={REPEAT_ID: repeat_id})


async def open_repeat(
    manager: DialogManager,
    repeat_id: int,
    *,
    said: str = "",
    show_mode: ShowMode | None = None,
) -> None:
    """The card of one that comes again and again, in place of whatever is open. `said`: once."""
    await manager.start(
        RepeatWindows.card,
        data={REPEAT_ID: repeat_id, SAID: said},
        mode=StartMode.RESET_STACK,
        show_mode=show_mode,
    )


async def ask_to_stop_repeat(
    manager: DialogManager, repeat_id: int, *, show_mode: ShowMode | None = None
) -> None:
    """The same; it asks at once whether there shall be no other round."""
    await manager.start(
        RepeatWindows.stop,
        data={REPEAT_ID: repeat_id},
        mode=StartMode.RESET_STACK,
        show_mode=show_mode,
    )


def repeat_to_open(start_data: Mapping[str, Any] | None) -> tuple[int | None, str]:
    """What these were told."""
    told = start_data or {}
    return told.get(REPEAT_ID), str(told.get(SAID, ""))


@dataclass(frozen=True, slots=True)
class Group:
    """One of a window's numbers of people: what the window calls it, and who they are."""

    label: str  # in the admin's words; "": those who match what was chosen
    whom: Whom


async def show_groups(manager: DialogManager, groups: Sequence[Group]) -> None:
    """By name, on top of the window whose numbers these are; of several it is asked which."""
    if groups:
        state = PeopleWindows.list if len(groups) == 1 else PeopleWindows.groups
        stored = [[one.label, one.whom.dump()] for one in groups]
        await manager.start(state, data={GROUPS: stored})


async def show_people(manager: DialogManager, audience: Audience) -> None:
    """The same of those who match."""
    await show_groups(manager, [Group("", Matching(audience=audience))])


def people_to_show(start_data: Any) -> Sequence[Group]:
    """What `show_groups()` was told."""
    return [Group(label, load(stored)) for label, stored in start_data[GROUPS]]


class Mend(StrEnum):
    """What can be done about a message that was sent; cards call their buttons so."""

    CORRECT = "correct"
    RECALL = "recall"
    PIN = "pin"
    UNPIN = "unpin"


_MENDING = {
    Mend.CORRECT: Mending.correct,
    Mend.RECALL: Mending.recall,
    Mend.PIN: Mending.pin,
    Mend.UNPIN: Mending.unpin,
}


async def mend(manager: DialogManager, what: Mend, broadcast_id: int) -> None:
    """On top of the broadcast's card."""
    await manager.start(_MENDING[what], data={MENDED_ID: broadcast_id})


def broadcast_to_mend(start_data: Any) -> int:
    """What `mend()` was told."""
    return int(start_data[MENDED_ID])


async def compose_new(manager: DialogManager) -> None:
    """Ask for a message; drafts that there are stay as they are."""
    await manager.start(Compose.message, mode=StartMode.RESET_STACK)


async def compose_for(
    manager: DialogManager, audience: Audience, *, show_mode: ShowMode | None = None
) -> None:
    """The same, and what it becomes goes to these."""
    data = {AUDIENCE: audience.dump()}
    await manager.start(Compose.message, data=data, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def continue_draft(manager: DialogManager, draft_id: int) -> None:
    """Show the draft again, at the end of the chat."""
    await _open_draft(manager, Compose.draft, draft_id)


async def confirm_draft(manager: DialogManager, draft_id: int) -> None:
    """The same, with the question before the launch below it."""
    await _open_draft(manager, Compose.confirm, draft_id)


async def discard_draft(manager: DialogManager, draft_id: int) -> None:
    """The same, with the question whether to throw it away."""
    await _open_draft(manager, Compose.discard, draft_id)


def draft_to_continue(start_data: Mapping[str, Any] | None) -> int | None:
    """What `continue_draft()` was told."""
    return None if start_data is None else start_data.get(DRAFT_ID)


async def open_planned(
    manager: DialogManager, broadcast_id: int, *, show_mode: ShowMode | None = None
) -> None:
    """The card of one that waits for its time, in place of whatever is open."""
    await _open_planned(manager, PlannedWindows.card, broadcast_id, show_mode)


async def ask_to_start_planned(
    manager: DialogManager, broadcast_id: int, *, show_mode: ShowMode | None = None
) -> None:
    """The same; it asks at once whether everybody shall get it now."""
    await _open_planned(manager, PlannedWindows.start, broadcast_id, show_mode)


async def ask_to_drop_planned(
    manager: DialogManager, broadcast_id: int, *, show_mode: ShowMode | None = None
) -> None:
    """The same; it asks at once whether nobody shall get it."""
    await _open_planned(manager, PlannedWindows.drop, broadcast_id, show_mode)


def planned_to_open(start_data: Mapping[str, Any] | None) -> int | None:
    """What `open_planned()` was told."""
    return None if start_data is None else start_data.get(PLANNED_ID)


async def _open_draft(manager: DialogManager, state: State, draft_id: int) -> None:
    await manager.start(
        state,
        data={DRAFT_ID: draft_id},
        mode=StartMode.RESET_STACK,
        show_mode=ShowMode.DELETE_AND_SEND,
    )


async def _open_planned(
    manager: DialogManager, state: State, broadcast_id: int, show_mode: ShowMode | None
) -> None:
    data = {PLANNED_ID: broadcast_id}
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=show_mode)


def chosen_audience(start_data: Mapping[str, Any] | None) -> str | None:
    """What `compose_for()` was told, as it is stored."""
    return None if start_data is None else start_data.get(AUDIENCE)
