"""The fields, each copied by a tap; whose values the preview shows; and the question for a
fallback."""

from aiogram_dialog import Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, CopyText, Group, ListGroup, Row, SwitchTo
from aiogram_dialog.widgets.text import Case, Format, Multi

from broadcast.doors.composing.personal_texts import Reader
from handlers.admin.compose.personal import actions, getters
from handlers.admin.compose.preview_above import Remark, to_draft, unasked
from handlers.admin.states import Compose
from handlers.admin.wording.text import T


def personal_window() -> Window:
    return Window(
        Multi(
            Remark(),
            T("personal-how"),
            T("personal-fields", when="custom"),
            T("personal-preview", when="used"),
            sep="\n\n",
        ),
        unasked(),
        Group(
            ListGroup(
                CopyText(Format("{item}"), copy_text=Format("{item}")),
                id="field",
                item_id_getter=str,
                items="fields",
            ),
            width=2,
        ),
        Row(
            _reader(Reader.TYPICAL, T("personal-typical-on"), T("personal-typical")),
            _reader(Reader.LONGEST, T("personal-longest-on"), T("personal-longest")),
            _reader(Reader.EMPTY, T("personal-empty-on"), T("personal-empty")),
            when="used",
        ),
        to_draft("back"),
        state=Compose.personal,
        getter=getters.personal_window,
    )


def fallback_window() -> Window:
    return Window(
        Multi(
            Format("{unusable}", when="unusable"),
            T("fallback-ask", count="count", field="field"),
            sep="\n\n",
        ),
        MessageInput(actions.take_fallback),
        Button(
            T("choosing-people", people="count"),
            id="who",
            on_click=actions.show_nameless,
            when="count",
        ),
        SwitchTo(T("admin-back"), id="back", state=Compose.confirm),
        state=Compose.fallback,
        getter=getters.fallback_window,
    )


def _reader(reader: Reader, chosen: T, other: T) -> Button:
    """Its id is what the tap chooses."""
    return Button(
        Case({True: chosen, False: other}, selector=f"is_{reader}"),
        id=f"read_{reader}",
        on_click=actions.read_as,
    )
