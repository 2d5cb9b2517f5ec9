"""Where an admin is, in the list of broadcasts and in that of the open questions."""

from aiogram_dialog import DialogManager

from broadcast.doors.follow_ups import Which

PAGE = 6  # broadcasts; more would push the buttons off a phone's screen


def offset_of(manager: DialogManager) -> int:
    """Broadcasts above the page, counted from the newest."""
    return int(manager.dialog_data.get("offset", 0))


def turn(manager: DialogManager, by: int) -> None:
    manager.dialog_data["offset"] = max(0, offset_of(manager) + by)


QUESTIONS = 15  # recipients; longer names and reasons still fit into a message


def question_of(manager: DialogManager) -> int:
    """Recipients above the page."""
    return int(manager.dialog_data.get("question", 0))


def turn_questions(manager: DialogManager, by: int) -> None:
    manager.dialog_data["question"] = max(0, question_of(manager) + by)


def chosen(manager: DialogManager) -> Which:
    """Whom it is about to be sent again to."""
    return Which(manager.dialog_data["which"])


def note(manager: DialogManager, text: str) -> None:
    """Said once, above the card."""
    manager.dialog_data["note"] = text


def take_note(manager: DialogManager) -> str | None:
    text: str | None = manager.dialog_data.pop("note", None)
    return text
