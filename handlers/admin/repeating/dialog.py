"""The list of what is repeated, page by page, the card of one, how long before it is shown, and the
question before it is stopped."""

from aiogram import F
from aiogram_dialog import Dialog, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Column, Row, Start, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.paged_list import choices, page_buttons, rows
from handlers.admin.repeating import actions, getters
from handlers.admin.repeating.page import on_start
from handlers.admin.states import Menu, RepeatWindows
from handlers.admin.wording.text import T


def repeating_dialog() -> Dialog:
    return Dialog(_list(), _card(), _ahead(), _stop(), on_start=on_start)


def _list() -> Window:
    return Window(
        T("repeats-title", when="total", page="page", pages="pages", paged="paged"),
        T("repeats-empty", when=~F["total"]),
        rows(actions.open_card),
        page_buttons(T("questions-back"), T("questions-more")),
        Start(T("admin-back"), id="menu", state=Menu.main, mode=StartMode.RESET_STACK),
        state=RepeatWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            Format("{said}", when="said"),
            T(
                "repeats-card",
                title="title",
                number="number",
                rule="rule",
                zone="zone",
                name="name",
            ),
            Format("{why}", when="why"),
            T("repeats-next", dates="dates", when="dates"),
            Format("{feed}", when="feed"),
            Format("{remarks}", when="remarks"),
            T("repeats-rounds", count="rounds"),
            Format("{whom}"),
            Format("{ahead}"),
            T("compose-options-on", when="options", options="options"),
            sep="\n\n",
        ),
        Row(
            Button(T("repeats-test"), id="test", on_click=actions.send_test, when="lives"),
            Button(T("repeats-pause"), id="pause", on_click=actions.pause, when="runs"),
            Button(T("repeats-resume"), id="resume", on_click=actions.resume, when="still"),
        ),
        Row(
            Button(
                Case({False: T("repeats-skip"), True: T("repeats-unskip")}, selector="skipped"),
                id="skip",
                on_click=actions.skip,
                when="runs",
            ),
            SwitchTo(T("repeats-ahead"), id="ahead", state=RepeatWindows.ahead, when="lives"),
        ),
        Row(
            Button(T("repeats-edit-message"), id="edit", on_click=actions.edit, when="lives"),
            Button(T("repeats-edit-rule"), id="rule", on_click=actions.edit_rule, when="lives"),
        ),
        Button(T("repeats-feed"), id="feed", on_click=actions.edit_feed, when="lives"),
        Button(T("repeats-last-report"), id="report", on_click=actions.show_report, when="round"),
        SwitchTo(T("repeats-stop"), id="stop", state=RepeatWindows.stop, when="lives"),
        SwitchTo(T("admin-back"), id="list", state=RepeatWindows.list),
        state=RepeatWindows.card,
        getter=getters.card_window,
    )


def _ahead() -> Window:
    return Window(
        T("repeats-ahead-how"),
        Column(choices("seconds", "times", actions.choose_ahead, int)),
        SwitchTo(T("admin-back"), id="card", state=RepeatWindows.card),
        state=RepeatWindows.ahead,
        getter=getters.ahead_window,
    )


def _stop() -> Window:
    return Window(
        T("repeats-stop-sure", title="title"),
        Button(T("repeats-stop-yes"), id="yes", on_click=actions.stop),
        SwitchTo(T("repeats-stop-no"), id="no", state=RepeatWindows.card),
        state=RepeatWindows.stop,
        getter=getters.card_window,
    )
