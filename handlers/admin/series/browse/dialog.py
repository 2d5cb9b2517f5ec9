"""The windows of the list, of one series, and of the questions about it."""

from collections.abc import Sequence

from aiogram import F
from aiogram_dialog import StartMode, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Row, Start, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.paged_list import choices, page_buttons, rows
from handlers.admin.series.browse import actions, getters
from handlers.admin.states import Menu, SeriesWindows
from handlers.admin.wording.text import T

SAID = Format("{said}", when="said")


def browse_windows() -> Sequence[Window]:
    return _list(), _card(), _rename(), _expiry(), _start(), _existing(), _end(), _delete()


def to_card() -> SwitchTo:
    return SwitchTo(T("admin-back"), id="card", state=SeriesWindows.card)


def _list() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-title", when="total", page="page", pages="pages", paged="paged"),
            T("series-empty", when=~F["total"]),
            sep="\n\n",
        ),
        rows(actions.open_card),
        page_buttons(T("questions-back"), T("questions-more")),
        SwitchTo(T("series-new"), id="new", state=SeriesWindows.name),
        Start(T("admin-back"), id="menu", state=Menu.main, mode=StartMode.RESET_STACK),
        state=SeriesWindows.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-card", name="name", state="state"),
            T("series-in-it", when=~F["draft"], waiting="waiting", finished="finished"),
            T("series-enrolling", when="enrolling"),
            Format("{missing}", when="missing"),
            Multi(
                T("series-begins", when="begins"),
                T("series-begins-never", when=~F["begins"]),
                Format("{begins}", when="begins"),
            ),
            Multi(
                T("series-ends"), T("series-ends-also", when="ends"), Format("{ends}", when="ends")
            ),
            Multi(T("series-whom", whom="whom"), T("series-late", late="late")),
            Multi(T("series-no-steps-yet", when=~F["count"]), Format("{steps}", when="count")),
            sep="\n\n",
        ),
        Button(T("series-steps", count="count"), id="steps", on_click=actions.show_steps),
        Row(
            Button(T("series-to-begins"), id="begins", on_click=actions.show_signals),
            Button(T("series-to-ends"), id="ends", on_click=actions.show_signals),
            when="open",
        ),
        Row(
            Button(T("series-to-whom"), id="whom", on_click=actions.choose_whom),
            SwitchTo(T("series-to-late"), id="late", state=SeriesWindows.expiry),
            when="open",
        ),
        Row(
            Button(T("series-try"), id="try", on_click=actions.try_it, when=~F["trying"]),
            Button(T("series-stop-trying"), id="stop", on_click=actions.stop_trying, when="trying"),
            SwitchTo(T("topics-rename"), id="rename", state=SeriesWindows.rename),
            when="open",
        ),
        Button(T("series-start"), id="start", on_click=actions.show_start, when="draft"),
        Row(
            Button(T("series-pause"), id="pause", on_click=actions.pause, when="running"),
            Button(T("series-resume"), id="resume", on_click=actions.resume, when="paused"),
            SwitchTo(T("series-put-in"), id="put_in", state=SeriesWindows.existing),
            when="alive",
        ),
        SwitchTo(T("series-end"), id="end", state=SeriesWindows.end, when="alive"),
        SwitchTo(T("topics-remove"), id="delete", state=SeriesWindows.delete, when=~F["alive"]),
        Row(
            Button(T("menu-refresh"), id="refresh"),
            Button(T("admin-back"), id="list", on_click=actions.show_list),
        ),
        state=SeriesWindows.card,
        getter=getters.card_window,
    )


def _rename() -> Window:
    return Window(
        Multi(SAID, T("series-name-how", most="most"), sep="\n\n"),
        MessageInput(actions.rename),
        to_card(),
        state=SeriesWindows.rename,
        getter=getters.name_window,
    )


def _expiry() -> Window:
    return Window(
        Multi(SAID, T("series-late-how"), sep="\n\n"),
        Column(choices("late", "items", actions.set_expiry, int)),
        to_card(),
        state=SeriesWindows.expiry,
        getter=getters.expiry_window,
    )


def _start() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-start-sure", name="name", count="count"),
            Multi(
                T("series-begins", when="begins"),
                T("series-begins-never", when=~F["begins"]),
                Format("{begins}", when="begins"),
            ),
            T("series-whom", whom="whom"),
            Format("{cannot}", when="cannot"),
            T("series-existing-stay", when="can"),
            sep="\n\n",
        ),
        Button(
            Case(
                {
                    True: T("series-existing-on", count="existing"),
                    False: T("series-existing-off", count="existing"),
                },
                selector="chosen",
            ),
            id="existing",
            on_click=actions.turn_existing,
            when="existing",
        ),
        Button(T("series-start-yes"), id="yes", on_click=actions.start, when="can"),
        to_card(),
        state=SeriesWindows.start,
        getter=getters.start_window,
    )


def _existing() -> Window:
    return Window(
        Multi(
            SAID,
            T("series-put-in-sure", name="name", count="existing", when="existing"),
            T("series-put-in-nobody", when=~F["existing"]),
            Format("{cannot}", when="cannot"),
            sep="\n\n",
        ),
        Button(T("series-put-in-yes"), id="yes", on_click=actions.enrol_existing, when="existing"),
        to_card(),
        state=SeriesWindows.existing,
        getter=getters.start_window,
    )


def _end() -> Window:
    return Window(
        T("series-end-sure", name="name", count="waiting"),
        Button(T("series-end-yes"), id="yes", on_click=actions.end),
        SwitchTo(T("series-end-no"), id="card", state=SeriesWindows.card),
        state=SeriesWindows.end,
        getter=getters.sure_window,
    )


def _delete() -> Window:
    return Window(
        T("series-delete-sure", name="name", when="draft"),
        T("series-delete-ended-sure", name="name", when=~F["draft"]),
        Button(T("topics-remove-yes"), id="yes", on_click=actions.delete),
        SwitchTo(T("topics-remove-no"), id="card", state=SeriesWindows.card),
        state=SeriesWindows.delete,
        getter=getters.sure_window,
    )
