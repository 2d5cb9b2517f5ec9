"""Reactions to a broadcast, as reports and cards show them: one line."""

from collections.abc import Sequence

from broadcast.doors.doors import Doors
from broadcast.model.broadcast import Broadcast
from db.answers.reactions import CUSTOM, PAID
from handlers.language.names import isolated
from handlers.language.texts import Texts

MOST_SHOWN = 10  # kinds; a line must stay one
LONGEST = 32  # characters of an emoji
NAME_KEYS = {CUSTOM: "reactions-custom", PAID: "reactions-paid"}


async def reactions_of(broadcast: Broadcast, doors: Doors) -> Sequence[tuple[str, int]]:
    """How many of each kind, the commonest first."""
    if broadcast.run_id is None:
        return ()
    return await doors.reactions.counts(broadcast.run_id)


def reaction_lines(counts: Sequence[tuple[str, int]], texts: Texts, locale: str) -> list[str]:
    """Nothing where nobody reacted, or where Telegram tells nothing of it."""
    if not counts:
        return []
    shown = [f"{named(kind, texts, locale)} {count}" for kind, count in counts[:MOST_SHOWN]]
    if further := sum(count for _, count in counts[MOST_SHOWN:]):
        shown.append(texts.get("reactions-further", locale, count=str(further)))
    return ["", texts.get("reactions-line", locale, reactions=" · ".join(shown))]


def named(kind: str, texts: Texts, locale: str) -> str:
    """One of them, as the reader sees it."""
    return texts.get(NAME_KEYS[kind], locale) if kind in NAME_KEYS else isolated(kind, LONGEST)
