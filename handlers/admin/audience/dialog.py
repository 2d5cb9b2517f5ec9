"""The window that counts the subscribers."""

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Cancel
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.audience import getters
from handlers.admin.states import Audience
from handlers.admin.wording.text import T


def audience_dialog() -> Dialog:
    return Dialog(
        Window(
            Multi(
                T("audience-title"),
                Format("{states}"),
                T("audience-languages", when="languages"),
                Format("{languages}", when="languages"),
                sep="\n\n",
            ),
            Cancel(T("admin-back")),
            state=Audience.counts,
            getter=getters.counts_window,
        )
    )
