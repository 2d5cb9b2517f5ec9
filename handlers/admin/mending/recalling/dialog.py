"""The question whether to delete a broadcast for everybody, and how many that still reaches."""

from aiogram import F
from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.mending.leaving import not_now
from handlers.admin.mending.recalling import actions, getters
from handlers.admin.states import Mending
from handlers.admin.wording.text import T


def recall_window() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            Format("{question}"),
            Format("{others}", when="others"),
            Format("{reach}", when="reach"),
            sep="\n\n",
        ),
        Button(
            T("recall-yes"),
            id="recall",
            on_click=actions.recall,
            when=F["possible"] & ~F["stops"] & ~F["all"],
        ),
        Button(T("recall-all-yes"), id="all", on_click=actions.recall, when="all"),
        Button(
            T("recall-stop-yes"),
            id="stop",
            on_click=actions.recall,
            when=F["possible"] & F["stops"],
        ),
        *not_now(),
        state=Mending.recall,
        getter=getters.recall_window,
    )
