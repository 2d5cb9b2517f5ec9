"""The team: who belongs to it, the links that are open, and the question before somebody goes."""

from typing import Any

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Cancel, Column, Keyboard, Start, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.paged_list import choices
from handlers.admin.states import TeamWindows, TesterWindows
from handlers.admin.team import actions, getters
from handlers.admin.wording.text import T


def team_dialog() -> Dialog:
    return Dialog(_list(), _remove())


def _list() -> Window:
    return Window(
        Multi(
            T("team-title"),
            Format("{members}"),
            T("team-roles"),
            T("team-links", when="links"),
            Format("{links}", when="links"),
            T("team-full", when=~F["room"]),
            sep="\n\n",
        ),
        # Not side by side: a phone cuts the Russian words there.
        Button(T("team-invite-editor"), id="editor", on_click=actions.invite, when="room"),
        Button(T("team-invite-owner"), id="owner", on_click=actions.invite, when="room"),
        _one_of("link", "revocable", actions.revoke),
        _one_of("member", "removable", actions.ask),
        Start(T("team-testers"), id="testers", state=TesterWindows.list),
        Button(T("menu-refresh"), id="refresh"),
        Cancel(T("admin-back")),
        state=TeamWindows.list,
        getter=getters.list_window,
    )


def _one_of(name: str, items: str, on_click: Any) -> Keyboard:
    """A button for each, one below the other."""
    return Column(choices(name, items, on_click, int))


def _remove() -> Window:
    return Window(
        T("team-remove-ask", name="name"),
        Button(T("team-remove-yes"), id="yes", on_click=actions.remove),
        SwitchTo(T("team-remove-no"), id="no", state=TeamWindows.list),
        state=TeamWindows.remove,
        getter=getters.remove_window,
    )
