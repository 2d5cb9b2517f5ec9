"""What Telegram tells of reactions to broadcasts.

In groups where the bot is an admin, of channels as sums, and of private chats perhaps (the Bot API
does not say). Messages that are in no ledger count nowhere.
"""

from collections import Counter
from collections.abc import Iterable

from aiogram import Router
from aiogram.types import (
    MessageReactionCountUpdated,
    MessageReactionUpdated,
    ReactionTypeCustomEmoji,
    ReactionTypeEmoji,
    ReactionTypePaid,
)

from broadcast.doors.doors import Doors
from db.answers.reactions import CUSTOM, PAID

LONGEST = 32  # characters of an emoji, with all that may be joined to it
ALL = 0  # whoever gave them

Kind = ReactionTypeEmoji | ReactionTypeCustomEmoji | ReactionTypePaid


def build_reactions_router() -> Router:
    """Asking for these updates is part of it: allowed_updates names what is handled."""
    router = Router(name="reactions")
    router.message_reaction.register(on_reaction)
    router.message_reaction_count.register(on_reaction_count)
    return router


async def on_reaction(update: MessageReactionUpdated, doors: Doors) -> None:
    """By what they are now, whatever they were: an update that comes twice counts once."""
    actor = update.user or update.actor_chat
    if actor is not None:
        given = counted((kind, 1) for kind in update.new_reaction)
        await doors.reactions.record(update.chat.id, update.message_id, actor.id, given)


async def on_reaction_count(update: MessageReactionCountUpdated, doors: Doors) -> None:
    given = counted((one.type, one.total_count) for one in update.reactions)
    await doors.reactions.record(update.chat.id, update.message_id, ALL, given)


def counted(kinds: Iterable[tuple[Kind, int]]) -> dict[str, int]:
    """Emoji that somebody made are counted together: no text can show them."""
    sums: Counter[str] = Counter()
    for kind, count in kinds:
        if isinstance(kind, ReactionTypeEmoji):
            sums[kind.emoji[:LONGEST]] += count
        else:
            sums[PAID if isinstance(kind, ReactionTypePaid) else CUSTOM] += count
    return dict(sums)
