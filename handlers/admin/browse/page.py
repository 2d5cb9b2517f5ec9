"""Where an admin is, on a card and in the list of its recipients.

These are all the words that the dialog remembers beside the pages of its lists.
"""

from aiogram_dialog import DialogManager

from broadcast.doors.follow_ups import Which
from db.schema.states import DeliveryState
from handlers.admin.control.versions import Choice
from handlers.admin.paged_names import begin_names

RECIPIENTS = 15  # longer names and reasons still fit into a message

BROADCAST = "broadcast_id"  # whose card is open
OUTCOME = "outcome"  # which of its recipients are listed
AFTER = "after"  # the number of the last recipient above the page
LAST = "last"  # the number of the last one on it
ANSWER = "answer"  # which of its answers is looked at
WHICH = "which"  # whom it is about to be sent again to
VERSION = "version"  # which of its versions is about to be sent to those who wait; None: none
NOTE = "note"  # said once, above the card


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[BROADCAST])


def open_broadcast(manager: DialogManager, number: int) -> None:
    manager.dialog_data[BROADCAST] = number


def show_recipients(manager: DialogManager, outcome: DeliveryState) -> None:
    """From the first on."""
    manager.dialog_data[OUTCOME] = int(outcome)
    manager.dialog_data[AFTER] = 0


def outcome_of(manager: DialogManager) -> DeliveryState:
    """Dialogs of earlier versions listed the uncertain first."""
    return DeliveryState(manager.dialog_data.get(OUTCOME, DeliveryState.UNCERTAIN))


def recipients_after(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(AFTER, 0))


def turn_recipients(manager: DialogManager, after: int) -> None:
    manager.dialog_data[AFTER] = after


def note_last_recipient(manager: DialogManager, number: int) -> None:
    manager.dialog_data[LAST] = number


def recipients_last(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(LAST, 0))


def show_answer(manager: DialogManager, number: int) -> None:
    """From the first person on."""
    manager.dialog_data[ANSWER] = number
    begin_names(manager)


def answer_of(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(ANSWER, 0))


def chosen(manager: DialogManager) -> Which:
    return Which(manager.dialog_data[WHICH])


def choose(manager: DialogManager, which: Which) -> None:
    manager.dialog_data[WHICH] = which.value


def chosen_version(manager: DialogManager) -> Choice:
    return Choice(manager.dialog_data.get(VERSION))


def choose_version(manager: DialogManager, choice: Choice) -> None:
    manager.dialog_data[VERSION] = choice.version


def note(manager: DialogManager, text: str) -> None:
    manager.dialog_data[NOTE] = text


def take_note(manager: DialogManager) -> str | None:
    text: str | None = manager.dialog_data.pop(NOTE, None)
    return text
