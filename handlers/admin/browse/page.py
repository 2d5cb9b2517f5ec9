"""Where an admin is, in the list of broadcasts, on a card and in the list of open questions.

These are all the words that the dialog remembers.
"""

from aiogram_dialog import DialogManager

from broadcast.doors.follow_ups import Which

PAGE = 6  # broadcasts; more would push the buttons off a phone's screen
QUESTIONS = 15  # recipients; longer names and reasons still fit into a message

OFFSET = "offset"  # broadcasts above the page, counted from the newest
BROADCAST = "broadcast_id"  # whose card is open
QUESTION = "question"  # recipients above the page of open questions
WHICH = "which"  # whom it is about to be sent again to
NOTE = "note"  # said once, above the card


def offset_of(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(OFFSET, 0))


def turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data[OFFSET] = max(0, offset_of(manager) + by)


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[BROADCAST])


def open_broadcast(manager: DialogManager, number: int) -> None:
    manager.dialog_data[BROADCAST] = number


def question_of(manager: DialogManager) -> int:
    return int(manager.dialog_data.get(QUESTION, 0))


def turn_questions(manager: DialogManager, by: int) -> None:
    manager.dialog_data[QUESTION] = max(0, question_of(manager) + by)


def chosen(manager: DialogManager) -> Which:
    return Which(manager.dialog_data[WHICH])


def choose(manager: DialogManager, which: Which) -> None:
    manager.dialog_data[WHICH] = which.value


def note(manager: DialogManager, text: str) -> None:
    manager.dialog_data[NOTE] = text


def take_note(manager: DialogManager) -> str | None:
    text: str | None = manager.dialog_data.pop(NOTE, None)
    return text
