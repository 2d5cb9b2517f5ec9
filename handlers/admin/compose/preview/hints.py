"""What an admin should know of the draft before it goes out: of polls, how votes are counted; of
albums, what is missing, and where the buttons hang."""

from collections.abc import Iterable, Mapping

from botapi.methods import is_forward
from broadcast.model.content import Content
from handlers.admin.compose.message.albums import ALONE, GAP
from handlers.admin.compose.message.polls import LeftBehind
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.moments import shown_moment

METHOD_KEYS: Mapping[str, str] = {"copyMessage": "copy-hint", "sendDice": "dice-hint"}
LOST_KEYS: Mapping[str, str] = {
    ALONE: "messages-album-of-one",
    GAP: "messages-album-gap",
    LeftBehind.CLOSE_DATE: "poll-lost-close-date",
    LeftBehind.CLOSED: "poll-lost-closed",
    LeftBehind.MEMBERS_ONLY: "poll-lost-members-only",
    LeftBehind.COUNTRIES: "poll-lost-countries",
    LeftBehind.MEDIA: "poll-lost-media",
}


def hints(content: Content, lost: Iterable[str], admin: AdminContext) -> str:
    """Empty where there is nothing to be known."""
    lines = [
        *_of_footer(content, admin),
        *_of_buttons(content, admin),
        *([admin.i18n.get("forwards-hint")] if content.forwards else ()),
        *admin.moments_seen(content.message),
        *(admin.i18n.get(key) for key in dict.fromkeys(_of_methods(content))),
        *_of_poll(content, admin),
        *(admin.i18n.get(LOST_KEYS[what]) for what in lost if what in LOST_KEYS),
    ]
    return "\n".join(lines)


def poll_that_carries(content: Content, draft: OpenDraft) -> int | None:
    """The place of the poll that could have answer buttons instead, if there is one: they hang on
    the last message that can have any."""
    variant = draft.variant_of(content)
    place = content.carrier(variant)
    if place is None or content.said(variant).message[place].method != "sendPoll":
        return None
    return place


def _of_methods(content: Content) -> list[str]:
    return [METHOD_KEYS[call.method] for call in content.message if call.method in METHOD_KEYS]


def wants_line(content: Content) -> bool:
    """Whether its buttons want a line of text to hang on: an album at the end has none. Below a
    forward nobody expects the one for leaving."""
    if content.carrier() == len(content.message) - 1:
        return False
    by_itself = is_forward(content.message[-1].method)
    return bool(content.buttons) or (content.has_buttons and not by_itself)


def _of_buttons(content: Content, admin: AdminContext) -> list[str]:
    if not wants_line(content):
        return []
    carrier = content.carrier()
    if carrier is not None:
        return [admin.i18n.get("messages-buttons-above", number=str(carrier + 1))]
    if not content.buttons:  # the one that is there by itself: nothing of the author's is lost
        return [admin.i18n.get("messages-unsubscribe-nowhere")]
    return [admin.i18n.get("messages-buttons-nowhere")]


def _of_footer(content: Content, admin: AdminContext) -> list[str]:
    over = content.too_long_by
    return [admin.i18n.get("options-footer-over", count=over)] if over else []


def _of_vote(content: Content) -> str:
    place = content.carrier()
    carries = place is not None and content.message[place].method == "sendPoll"
    return "poll-hint-in-common" if carries else "poll-hint-buttons"


def _of_poll(content: Content, admin: AdminContext) -> list[str]:
    poll = content.poll
    if poll is None:
        return []
    texts, locale = admin.texts, admin.i18n.locale
    lines = [
        texts.get("poll-hint-counted" if poll.votes else "poll-hint-anonymous", locale),
        texts.get(_of_vote(content), locale),
        texts.get("poll-hint-untold", locale),
    ]
    if (end := poll.params.get("close_date")) is not None:
        moment = shown_moment(
            int(end), now=admin.clock.time(), timezone=admin.timezone, texts=texts, locale=locale
        )
        lines.append(texts.get("poll-hint-closes", locale, moment=moment))
    return lines
