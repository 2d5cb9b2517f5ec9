"""Whose a refusal is, by Telegram's words for it: the recipient's, the message's, or nobody knows.

Some servers spell 403 as 400 and the other way round, and a 403 in capitals arrives as 400, so the
text decides before the code does, without regard to case. docs/telegram-limits.md has the table.

Only what says something can be refused for what it says: a message, or an edit. A deletion or a pin
that is refused is about that one message, in whatever words: nobody else's would fare better or
worse for it.
"""

import re
from http import HTTPStatus

from botapi.errors import Meaning, about
from botapi.methods import CallKind
from botapi.outcome import Verdict

PHRASES: tuple[tuple[str, Verdict], ...] = (
    ("too many requests", Verdict.FLOODED),
    ("flood_wait", Verdict.FLOODED),
    ("slowmode_wait", Verdict.FLOODED),
    # Of a paid call, by its name in Telegram's own protocol: nothing was sent, the balance is read.
    ("balance_too_low", Verdict.FLOODED),
    ("bot was blocked by the user", Verdict.BLOCKED),
    ("user_is_blocked", Verdict.BLOCKED),
    ("bot was kicked from", Verdict.BLOCKED),
    ("bot is not a member of", Verdict.BLOCKED),
    ("group chat was deleted", Verdict.BLOCKED),
    ("channel chat was deleted", Verdict.BLOCKED),
    ("user is deactivated", Verdict.DEACTIVATED),
    ("input_user_deactivated", Verdict.DEACTIVATED),
    ("user_deleted", Verdict.DEACTIVATED),
    ("bot can't initiate conversation", Verdict.UNREACHABLE),
    ("chat not found", Verdict.UNREACHABLE),
    ("peer_id_invalid", Verdict.UNREACHABLE),
    ("bot can't send messages to bots", Verdict.UNREACHABLE),
    ("can't send messages to the bot", Verdict.UNREACHABLE),
    ("user_is_bot", Verdict.UNREACHABLE),
    ("voice_messages_forbidden", Verdict.DECLINED),
    ("user restricted receiving of", Verdict.DECLINED),
    ("chat_send_", Verdict.DECLINED),  # CHAT_SEND_POLL_FORBIDDEN and many like it
    ("not enough rights to send", Verdict.DECLINED),
    ("privacy_premium_required", Verdict.FAILED),
    ("allow_payment_required", Verdict.FAILED),
    ("chat_restricted", Verdict.FAILED),
    ("chat_write_forbidden", Verdict.FAILED),
    ("user_banned_in_channel", Verdict.FAILED),
    ("you_blocked_user", Verdict.FAILED),
    ("channel_private", Verdict.FAILED),
    ("chat_admin_required", Verdict.FAILED),
    ("have no write access to the chat", Verdict.FAILED),
    ("need administrator rights in the channel chat", Verdict.FAILED),
    ("thread not found", Verdict.FAILED),
    ("topic_closed", Verdict.FAILED),
    ("topic_deleted", Verdict.FAILED),
    ("message text is empty", Verdict.CONTENT),
    ("message_empty", Verdict.CONTENT),
    ("message is too long", Verdict.CONTENT),
    ("message caption is too long", Verdict.CONTENT),
    ("can't parse", Verdict.CONTENT),  # entities, InputRichBlock, InputMedia …
    ("rich_message_", Verdict.CONTENT),
    ("rich message must", Verdict.CONTENT),
    ("rich message table must", Verdict.CONTENT),
    ("entities_too_long", Verdict.CONTENT),
    ("entity_bounds_invalid", Verdict.CONTENT),
    ("wrong file identifier", Verdict.CONTENT),
    ("wrong remote file identifier", Verdict.CONTENT),
    ("wrong file_id", Verdict.CONTENT),
    ("wrong http url", Verdict.CONTENT),
    ("failed to get http url content", Verdict.CONTENT),
    ("file_reference_", Verdict.CONTENT),
    ("media_empty", Verdict.CONTENT),
    ("media_invalid", Verdict.CONTENT),
    ("document_invalid", Verdict.CONTENT),
    ("wrong poll data", Verdict.CONTENT),
    ("button_url_invalid", Verdict.CONTENT),
    ("button_data_invalid", Verdict.CONTENT),
    ("button_copy_text_invalid", Verdict.CONTENT),
    ("button_user_privacy_restricted", Verdict.CONTENT),
    ("reply_markup_invalid", Verdict.CONTENT),
    ("reply markup is too long", Verdict.CONTENT),
    ("effect_id_invalid", Verdict.CONTENT),
    ("message to copy not found", Verdict.CONTENT),
    ("message to forward not found", Verdict.CONTENT),
    ("unknown parameter", Verdict.CONTENT),
)

# What words about the one message that an edit, a deletion or a pin names mean for it.
OF_MESSAGE: dict[Meaning, Verdict] = {
    Meaning.UNCHANGED: Verdict.SENT,
    Meaning.GONE: Verdict.GONE,
    Meaning.FIXED: Verdict.FIXED,
}

# How albums and copies of several tell of one refusal, with code 400 (Bot API server, Client.cpp).
_WRAPPED = re.compile(
    r'failed to send message #\d+ with the error message "(.*)"', re.IGNORECASE | re.DOTALL
)
# What is quoted is the message's own: a link of it could hold any words. The ' of "can't" is none.
_QUOTED = re.compile(r"(?<!\w)'.*'|\".*\"", re.DOTALL)


def unwrapped(description: str) -> tuple[str, bool]:
    """The refusal itself, and whether it came as one of several messages."""
    inner = _WRAPPED.search(description)
    return (inner[1], True) if inner else (description, False)


def judge_refusal(description: str, code: int, kind: CallKind = CallKind.SEND) -> Verdict:
    """What a refusal in these words means; `code` matters only where nobody knows them."""
    words, one_of_several = unwrapped(description)
    verdict = _by_words(words)
    if verdict is Verdict.FLOODED and one_of_several:
        return Verdict.UNCERTAIN  # the others may have been sent: it must not be repeated
    if kind is not CallKind.SEND and (verdict is None or verdict is Verdict.CONTENT):
        found = about(words, kind)
        if found is not None:
            return OF_MESSAGE.get(found, Verdict.FAILED)
        if kind is not CallKind.EDIT:
            return Verdict.FAILED
    if verdict is not None:
        return verdict
    # A door that is closed for reasons of its own; that the bot was blocked is said in known words.
    return Verdict.FAILED if code == HTTPStatus.FORBIDDEN else Verdict.UNKNOWN


def _by_words(words: str) -> Verdict | None:
    plain = _QUOTED.sub("", words).lower()
    return next((verdict for phrase, verdict in PHRASES if phrase in plain), None)
