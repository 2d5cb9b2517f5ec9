"""/bots: an owner's bots, with what each of them does."""

from collections.abc import Mapping, Sequence
from typing import Any

from aiogram.types import LinkPreviewOptions, Message

from broadcast.doors.bot_list import BotCard, BotState
from broadcast.model.errors import NotAllowed
from handlers.admin.context import AdminContext
from handlers.admin.progress.words.message import Words
from handlers.language.texts import Texts

SHOWN = 25  # bots in one message, whose text Telegram takes up to 4096 characters of
SHOWN_RUNNING = 2  # broadcasts of each

STATE_KEYS: Mapping[BotState, str] = {
    BotState.STARTING: "bots-starting",
    BotState.WAITING: "bots-waiting",
    BotState.REFUSED: "bots-refused",
    BotState.ENDING: "bots-ending",
    BotState.GONE: "bots-gone",
}
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def on_bots(message: Message, **data: Any) -> None:
    admin = AdminContext.of(data)
    try:
        cards = await admin.bot_list.look(by=await admin.actor())
    except NotAllowed:
        await message.answer(admin.i18n.get("bots-owners-only"))
        return
    text = in_words(cards, admin.texts, admin.i18n.locale)
    await message.answer(text, link_preview_options=NO_PREVIEW)


def in_words(cards: Sequence[BotCard], texts: Texts, locale: str) -> str:
    """Those that need somebody first, then those that send, then the others."""
    ordered = sorted(cards, key=_rank)
    parts = [texts.get("bots-title", locale, count=str(len(cards)))]
    parts += [_one(card, texts, locale) for card in ordered[:SHOWN]]
    if more := len(ordered[SHOWN:]):
        parts.append(texts.get("bots-more", locale, count=str(more)))
    return "\n\n".join(parts)


def _rank(card: BotCard) -> tuple[bool, bool, int]:
    return card.state is BotState.RUNNING, not card.unfinished, card.bot_id


def _one(card: BotCard, texts: Texts, locale: str) -> str:
    number = str(card.bot_id)
    lines = [f"https://t.me/{card.username}" if card.username else number]
    if (key := STATE_KEYS.get(card.state)) is not None:
        lines.append(texts.get(key, locale, id=number))
    elif card.subscribers is None:
        lines.append(texts.get("bots-silent", locale))
    else:
        lines.append(texts.get("bots-subscribers", locale, count=str(card.subscribers)))
        words = Words(texts, locale)
        shown = card.unfinished[-SHOWN_RUNNING:]
        lines += [words.line(broadcast) for broadcast in shown]
        if more := len(card.unfinished) - len(shown):
            lines.append(texts.get("bots-more", locale, count=str(more)))
        if not card.unfinished:
            lines.append(texts.get("menu-idle", locale))
    return "\n".join(lines)
