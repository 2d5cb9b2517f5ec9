"""What stands in a subscriber's own row: language, source, kind of chat."""

from collections.abc import Sequence

from db.audience.conditions import ChatKind, FromSource, InChat, InLanguage
from handlers.admin.choosing.kinds.kind import Asking, Option
from handlers.admin.choosing.reading import reader_of
from handlers.admin.wording.conditions import CHAT_KEYS


async def languages(asking: Asking) -> Sequence[Option]:
    reader = reader_of(asking.admin)
    counts = await asking.admin.subscribers.counts_by_language()
    return [
        Option(label=reader.language(code), count=count, condition=InLanguage(codes=(code,)))
        for code, count in counts.items()
    ]


async def sources(asking: Asking) -> Sequence[Option]:
    reader = reader_of(asking.admin)
    counts = await asking.admin.subscribers.counts_by_source()
    return [
        Option(label=reader.source(code), count=count, condition=FromSource(codes=(code,)))
        for code, count in counts.items()
    ]


async def chats(asking: Asking) -> Sequence[Option]:
    i18n = asking.admin.i18n
    return [
        Option(label=i18n.get(CHAT_KEYS[kind]), condition=InChat(kinds=(kind.value,)))
        for kind in ChatKind
    ]
