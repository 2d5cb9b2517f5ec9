"""The window that /admin opens, and the question whether a draft is meant."""

from collections.abc import Iterator

from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import Button, Keyboard, Row, SwitchTo
from aiogram_dialog.widgets.text import Format, Multi

from handlers.admin.menu import actions, getters
from handlers.admin.menu.note import on_start
from handlers.admin.states import Menu
from handlers.admin.wording.text import T


def menu_dialog() -> Dialog:
    return Dialog(_main(), _begin(), on_start=on_start)


def _main() -> Window:
    return Window(
        _words(),
        _continue(),
        Button(T("menu-new"), id="new", on_click=actions.new_broadcast),
        *_lists(),
        *_rest(),
        Button(T("menu-refresh"), id="refresh"),
        state=Menu.main,
        getter=getters.main_window,
    )


def _words() -> Multi:
    return Multi(
        Format("{note}", when="note"),
        T("menu-title", subscribers="subscribers"),
        T("menu-idle", when="idle"),
        Format("{running}", when="running"),
        T("menu-draft-waits", when="drafts", count="drafts"),
        sep="\n\n",
    )


def _lists() -> Iterator[Keyboard]:
    """What there is: launched, to come, and not finished yet."""
    yield Row(
        Button(T("menu-broadcasts"), id="browse", on_click=actions.open_list),
        Button(T("menu-series"), id="series", on_click=actions.open_series),
        Button(T("menu-audience"), id="audience", on_click=actions.open_audience),
    )
    yield Button(
        T("menu-replies", count="replies", some="some_replies"),
        id="replies",
        on_click=actions.open_replies,
        when="has_replies",
    )
    yield Row(
        Button(
            T("menu-planned", count="planned"),
            id="planned",
            on_click=actions.open_planned,
            when="planned",
        ),
        Button(
            T("menu-repeated", count="repeated"),
            id="repeated",
            on_click=actions.open_repeated,
            when="repeated",
        ),
    )
    yield Row(
        Button(
            T("menu-drafts", count="all_drafts"),
            id="drafts",
            on_click=actions.show_drafts,
            when="all_drafts",
        ),
        Button(
            T("menu-templates"),
            id="templates",
            on_click=actions.open_templates,
            when="templates",
        ),
    )


def _rest() -> Iterator[Keyboard]:
    """What is looked at less often."""
    yield Row(
        Button(T("menu-links"), id="links", on_click=actions.open_links),
        Button(T("menu-notices"), id="notices", on_click=actions.open_notices),
    )
    yield Row(
        Button(T("menu-team"), id="team", on_click=actions.open_team),
        Button(T("menu-settings"), id="settings", on_click=actions.open_settings),
        when="owner",
    )


def _begin() -> Window:
    return Window(
        T("menu-begin", count="drafts", title="title"),
        _continue(),
        Button(T("menu-begin-new"), id="new", on_click=actions.new_broadcast),
        SwitchTo(T("menu-open"), id="menu", state=Menu.main),
        state=Menu.begin,
        getter=getters.begin_window,
    )


def _continue() -> Button:
    return Button(
        T("menu-continue", count="drafts"),
        id="continue",
        on_click=actions.continue_draft,
        when="drafts",
    )
