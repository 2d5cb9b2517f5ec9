"""Who is drawn by lot, and who stands in a list."""

from collections.abc import Sequence

from db.audience.conditions import AtRandom
from handlers.admin.choosing.kinds.kind import Asking, Option, Refused, Taken
from handlers.admin.choosing.reading import reader_of
from handlers.admin.choosing.typed.shares import read_share
from handlers.admin.wording.conditions import said

SHARES = (1, 5, 10, 50)  # per cent


async def shares(asking: Asking) -> Sequence[Option]:
    reader = reader_of(asking.admin)
    found = [AtRandom(seed=asking.seed, percent=share) for share in SHARES]
    return [Option(label=said(one, reader), condition=one) for one in found]


async def read_draw(text: str, asking: Asking) -> Taken | Refused:
    drawn = read_share(text)
    if drawn is None:
        return Refused(asking.admin.i18n.get("choosing-bad-share"))
    return Taken(AtRandom(seed=asking.seed, percent=drawn.percent, count=drawn.count))


async def nothing(_: Asking) -> Sequence[Option]:
    """A list is sent."""
    return ()
