"""The list of broadcasts, page by page, and the card of one."""

from aiogram import F
from aiogram_dialog import Dialog, Window
from aiogram_dialog.widgets.kbd import (
    Button,
    Cancel,
    Column,
    Group,
    Keyboard,
    Row,
    SwitchTo,
)
from aiogram_dialog.widgets.text import Format

from handlers.admin.browse import actions, getters
from handlers.admin.browse.answers.dialog import answers_windows
from handlers.admin.browse.leavers.dialog import leavers_window
from handlers.admin.browse.newcomers.dialog import newcomers_window
from handlers.admin.browse.recipients.actions import open_recipients
from handlers.admin.browse.recipients.dialog import recipients_window
from handlers.admin.browse.replies import show_replies
from handlers.admin.browse.report.dialog import report_window
from handlers.admin.browse.versions.dialog import versions_windows
from handlers.admin.navigation import Mend
from handlers.admin.paged_list import choices, page_buttons, rows
from handlers.admin.states import Browse
from handlers.admin.wording.text import T

NUMBERS_IN_ROW = 3  # seven digits each still fit on a phone


def browse_dialog() -> Dialog:
    return Dialog(
        _list(),
        _card(),
        recipients_window(),
        report_window(),
        leavers_window(),
        *answers_windows(),
        newcomers_window(),
        *versions_windows(),
        _again(),
        _cancel(),
    )


def _list() -> Window:
    return Window(
        T("browse-title", when="total", page="page", pages="pages", paged="paged"),
        T("browse-empty", when=~F["total"]),
        rows(actions.open_card),
        page_buttons(T("browse-newer"), T("browse-older")),
        Cancel(T("admin-back")),
        state=Browse.list,
        getter=getters.list_window,
    )


def _card() -> Window:
    return Window(
        Format("{note}\n", when="note"),
        Format("{card}"),
        Row(
            Button(T("control-pause"), id="pause", on_click=actions.control, when="pause"),
            Button(T("control-resume"), id="resume", on_click=actions.control, when="resume"),
            SwitchTo(T("control-cancel"), id="cancel", state=Browse.cancel, when="cancel"),
        ),
        Button(T("card-watch"), id="watch", on_click=actions.watch, when="unfinished"),
        Button(T("card-message"), id="message", on_click=actions.show_message),
        Group(
            choices("who", "outcomes", open_recipients, int),
            choices("further", "further", actions.show_further),
            width=NUMBERS_IN_ROW,
        ),
        Button(T("votes-who"), id="votes", on_click=actions.show_votes, when="votes"),
        Button(
            T("reactions-who"), id="reactions", on_click=actions.show_reactions, when="reactions"
        ),
        Button(T("clicks-who"), id="clicks", on_click=actions.show_clicks, when="clicks"),
        SwitchTo(T("card-report"), id="report", state=Browse.report),
        SwitchTo(T("card-versions"), id="versions", state=Browse.versions, when="versions"),
        SwitchTo(T("card-answers"), id="answers", state=Browse.answers, when="answers"),
        Button(
            T("menu-replies", count="replies", some="some_replies"),
            id="replies",
            on_click=show_replies,
            when="replies",
        ),
        SwitchTo(T("since-offer"), id="since", state=Browse.newcomers, when="since"),
        *_mending(),
        Row(
            Button(T("duplicate"), id="duplicate", on_click=actions.duplicate),
            Button(T("templates-save"), id="template", on_click=actions.make_template),
            when="sends",
        ),
        *_decisions(),
        Button(T("series-open"), id="series", on_click=actions.open_whole, when="series"),
        Button(T("repeats-open"), id="repeat", on_click=actions.open_whole, when="repeat"),
        Button(T("menu-refresh"), id="refresh", when="unsettled"),
        SwitchTo(T("admin-back"), id="list", state=Browse.list),
        state=Browse.card,
        getter=getters.card_window,
    )


def _mending() -> tuple[Keyboard, ...]:
    """The buttons are called like what they do."""
    return (
        Row(
            Button(T("correct"), id=Mend.CORRECT, on_click=actions.mend_it, when="correct"),
            Button(T("recall"), id=Mend.RECALL, on_click=actions.mend_it, when="recall"),
            Button(T("pin"), id=Mend.PIN, on_click=actions.mend_it, when="pin"),
            Button(T("unpin"), id=Mend.UNPIN, on_click=actions.mend_it, when="unpin"),
        ),
        Button(T("recall-stop"), id="stop", on_click=actions.stop_and_recall, when="recall_stop"),
        Group(choices("mended", "mended", actions.open_card, int), width=NUMBERS_IN_ROW),
    )


def _cancel() -> Window:
    return Window(
        Format("{question}"),
        Button(
            T("choosing-people", people="count"),
            id="who",
            on_click=actions.show_waiting,
            when="count",
        ),
        Button(T("cancel-yes"), id="cancel_yes", on_click=actions.cancel_for_sure),
        SwitchTo(T("cancel-no"), id="cancel_no", state=Browse.card),
        state=Browse.cancel,
        getter=getters.cancel_window,
    )


def _decisions() -> tuple[Keyboard, ...]:
    """What can be done about the failed and the uncertain, and what was done."""
    return (
        Button(
            T("again-rest", count="n_cancelled"),
            id="cancelled",
            on_click=actions.send_again,
            when="cancelled",
        ),
        Button(
            T("capped-send", count="n_capped"),
            id="capped",
            on_click=actions.send_again,
            when="capped",
        ),
        Button(T("capped-write-later"), id="later", on_click=actions.write_later, when="capped"),
        Button(
            T("again-failed", count="n_failed"),
            id="failed",
            on_click=actions.send_again,
            when="failed",
        ),
        Button(
            T("again-uncertain", count="n_uncertain"),
            id="uncertain",
            on_click=actions.send_again,
            when="uncertain",
        ),
        Button(
            T("again-both", count="n_both"), id="both", on_click=actions.send_again, when="both"
        ),
        Button(T("again-leave"), id="leave", on_click=actions.leave, when="leave"),
        Column(choices("link", "links", actions.open_card, int)),
    )


def _again() -> Window:
    return Window(
        Format("{question}"),
        Button(T("choosing-people", people="count"), id="who", on_click=actions.show_chosen),
        Button(Format("{yes}"), id="yes", on_click=actions.send_for_sure),
        SwitchTo(T("again-no"), id="no", state=Browse.card),
        state=Browse.again,
        getter=getters.again_window,
    )
