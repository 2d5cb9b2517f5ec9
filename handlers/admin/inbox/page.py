"""What the dialog of replies remembers beside the page of its list."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.navigation import replies_after
from handlers.admin.paged_list import OFFSET

BROADCAST = "broadcast_id"  # after which they wrote; None: any
PERSON = "subscriber_id"
SHOWN = "shown"  # the oldest message that is shown above
UPTO, QUOTED = "upto", "quoted"  # what the answer is to
NOTE = "note"  # said once


def open_people(manager: DialogManager, broadcast_id: int | None) -> None:
    manager.dialog_data.update({BROADCAST: broadcast_id, OFFSET: 0})


async def on_start(start_data: dict[str, Any] | None, manager: DialogManager) -> None:
    """Called by the dialog before it shows itself."""
    open_people(manager, replies_after(start_data))


def came_from_card(manager: DialogManager) -> bool:
    """Whether a broadcast's card opened it, and not the menu."""
    return replies_after(manager.start_data) is not None


def broadcast(manager: DialogManager) -> int | None:
    value: int | None = manager.dialog_data.get(BROADCAST)
    return value


def open_person(manager: DialogManager, subscriber_id: int) -> None:
    manager.dialog_data.update({PERSON: subscriber_id, SHOWN: None})


def person(manager: DialogManager) -> int:
    return int(manager.dialog_data[PERSON])


def shown(manager: DialogManager) -> int | None:
    """None: none of them yet."""
    value: int | None = manager.dialog_data.get(SHOWN)
    return value


def note_shown(manager: DialogManager, oldest: int) -> None:
    manager.dialog_data[SHOWN] = oldest


def begin_answer(manager: DialogManager, *, upto: int, quoted: int) -> None:
    manager.dialog_data.update({UPTO: upto, QUOTED: quoted})


def answer_to(manager: DialogManager) -> tuple[int, int]:
    """The newest message that the answer is to, by its own number and by that in the chat."""
    return int(manager.dialog_data[UPTO]), int(manager.dialog_data[QUOTED])


def note(manager: DialogManager, key: str, **values: str) -> None:
    """For the next window to say, once."""
    manager.dialog_data[NOTE] = [key, values]


def take_note(manager: DialogManager) -> tuple[str, Mapping[str, Any]] | None:
    told = manager.dialog_data.pop(NOTE, None)
    return None if told is None else (told[0], told[1])
