"""The window below the preview, and the question before a draft is thrown away."""

from collections.abc import Iterator

from aiogram_dialog import Window
from aiogram_dialog.widgets.kbd import Button, Group, Keyboard, Row, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from handlers.admin.compose.capture.file_choice import other_way
from handlers.admin.compose.preview import actions, getters
from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.compose.testing.actions import send_test
from handlers.admin.compose.timing.actions import open_time
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def draft_window() -> Window:
    return Window(
        _words(),
        unasked(),
        SwitchTo(
            T("messages-add-line"),
            id="add_line",
            state=Compose.messages,
            on_click=actions.open_messages,
            when="wants_line",
        ),
        Group(*_powers(), width=2),
        *_sending(),
        other_way(),
        Button(
            T("poll-in-common"), id="in_common", on_click=actions.ask_in_common, when="in_common"
        ),
        Row(
            SwitchTo(
                T("compose-replace"),
                id="replace",
                state=Compose.message,
                on_click=actions.replace_only,
                when="single",
            ),
            SwitchTo(T("compose-discard"), id="discard", state=Compose.discard),
        ),
        state=Compose.draft,
        getter=getters.draft_window,
    )


def _words() -> Multi:
    return Multi(
        Format("{summary}"),
        T("compose-for-rounds", when="rounds"),
        Format("{note}", when="note"),
        Format("{nobody}", when="nobody"),
        T("compose-refused", when="faulty", detail="refused"),
        T("compose-refused-you", when="unseen_ok", detail="refused"),
        T("messages-refused-at", when="refused_at", number="refused_at"),
        T("compose-unseen", when="unseen"),
        T("compose-draft", when="shown"),
        Format("{version}", when="version"),
        Format("{hints}", when="hints"),
        T("compose-options-on", when="options", options="options"),
        sep="\n\n",
    )


def _sending() -> Iterator[Keyboard]:
    yield Row(
        Button(T("compose-send-test"), id="send_test", on_click=send_test, when="shown"),
        SwitchTo(
            Case({False: T("compose-send-now"), True: T("compose-send-then")}, selector="later"),
            id="send_now",
            state=Compose.confirm,
            when="sendable",
        ),
    )
    yield Button(
        T("compose-save-rounds"), id="save_rounds", on_click=actions.save_rounds, when="savable"
    )
    yield SwitchTo(
        T("compose-send-anyway"),
        id="send_anyway",
        state=Compose.confirm,
        when="sendable_unseen",
    )
    yield Button(
        T("compose-show-again"), id="show_again", on_click=actions.show_again, when="hidden"
    )


def _powers() -> Iterator[Keyboard]:
    """What a draft can have beside its message, each behind one button."""
    yield SwitchTo(
        T("compose-messages"),
        id="messages",
        state=Compose.messages,
        on_click=actions.open_messages,
    )
    yield SwitchTo(T("compose-buttons"), id="buttons", state=Compose.buttons)
    yield SwitchTo(T("compose-languages"), id="languages", state=Compose.languages)
    yield SwitchTo(T("compose-versions"), id="versions", state=Compose.versions)
    yield SwitchTo(T("compose-personal"), id="personal", state=Compose.personal)
    yield Button(T("compose-audience"), id="audience", on_click=actions.open_audience)
    yield Button(T("compose-time"), id="time", on_click=open_time, when="alone")
    yield SwitchTo(T("compose-options"), id="options", state=Compose.options)


def discard_window() -> Window:
    return Window(
        Multi(Remark(), T("compose-discard-sure"), sep="\n\n"),
        unasked(),
        Button(T("compose-discard-yes"), id="discard_yes", on_click=actions.discard),
        to_draft("back", T("compose-discard-no")),
        state=Compose.discard,
    )
