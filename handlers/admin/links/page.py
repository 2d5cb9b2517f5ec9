"""What the dialog of links remembers beside the pages of its lists."""

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from broadcast.model.links.link import ByLink, LinkMistake
from handlers.admin.paged_names import begin_names

LINK = "link_id"  # whose card is open
MISTAKE = "mistake"  # said once: why what was written cannot be
WHICH = "which"  # whom the list shows
TYPED = "typed"  # a tag that is not there yet
REFUSED = "refused"  # said once: why it cannot be a tag
UNSEEN = "unseen"  # said once: the picture did not get through


def opened(manager: DialogManager) -> int:
    return int(manager.dialog_data[LINK])


def open_link(manager: DialogManager, number: int) -> None:
    manager.dialog_data[LINK] = number


def name_mistake(manager: DialogManager, mistake: str) -> None:
    manager.dialog_data[MISTAKE] = mistake


def take_mistake(manager: DialogManager) -> LinkMistake | None:
    mistake = manager.dialog_data.pop(MISTAKE, None)
    return None if mistake is None else LinkMistake(mistake)


def listed(manager: DialogManager) -> ByLink:
    return ByLink(manager.dialog_data[WHICH])


def list_people(manager: DialogManager, which: ByLink) -> None:
    """From the first on."""
    manager.dialog_data[WHICH] = which.value
    begin_names(manager)


def typed_tag(manager: DialogManager) -> str:
    """What may have been a slip: it is asked about."""
    return str(manager.dialog_data.get(TYPED, ""))


def remember_tag(manager: DialogManager, typed: str) -> None:
    manager.dialog_data[TYPED] = typed


def refuse_tag(manager: DialogManager, named: Named) -> None:
    manager.dialog_data[REFUSED] = named.value


def take_refusal(manager: DialogManager) -> Named | None:
    value = manager.dialog_data.pop(REFUSED, None)
    return None if value is None else Named(value)


def note_unseen(manager: DialogManager) -> None:
    manager.dialog_data[UNSEEN] = True


def take_unseen(manager: DialogManager) -> bool:
    return bool(manager.dialog_data.pop(UNSEEN, False))
