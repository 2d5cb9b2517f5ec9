"""What a broadcast does, in words: it sends, or it mends what another one has sent."""

from collections.abc import Mapping

from broadcast.model.broadcast import Broadcast
from db.schema.states import BroadcastState, RunKind
from handlers.admin.wording.titles import shown_title
from handlers.language.texts import Texts

HEADING_KEYS: Mapping[BroadcastState, str] = {
    BroadcastState.RUNNING: "progress-running",
    BroadcastState.PAUSED: "progress-paused",
    BroadcastState.FINISHED: "progress-finished",
    BroadcastState.CANCELLED: "progress-cancelled",
}
MENDING_KEYS: Mapping[BroadcastState, str] = {
    BroadcastState.RUNNING: "mending-running",
    BroadcastState.PAUSED: "mending-paused",
    BroadcastState.FINISHED: "mending-finished",
    BroadcastState.CANCELLED: "mending-cancelled",
}
MARKS: Mapping[RunKind, str] = {
    RunKind.SEND: "📣",
    RunKind.EDIT: "✏️",
    RunKind.RECALL: "🗑",
    RunKind.PIN: "📌",
    RunKind.UNPIN: "📍",
}


def heading(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """What it does to which message, and how far it is."""
    keys = MENDING_KEYS if broadcast.mends else HEADING_KEYS
    return texts.get(
        keys[broadcast.state],
        locale,
        kind=broadcast.kind.value,
        title=shown_title(broadcast, texts, locale),
        number=str(broadcast.id),
    )


def shown_act(broadcast: Broadcast, texts: Texts, locale: str) -> str:
    """The title, and before it what is done to that message where it is not sent."""
    title = shown_title(broadcast, texts, locale)
    if not broadcast.mends:
        return title
    return texts.get("mending-act", locale, kind=broadcast.kind.value, title=title)
