"""A link as an address, and as a picture that a camera reads."""

from io import BytesIO

import segno
from aiogram.types import BufferedInputFile

SCALE = 12  # pixels of a module: some 450 in all, sharp on paper too
LEVEL = "m"  # 15 % of it may be covered or dirty (ISO/IEC 18004)


def address(bot_name: str | None, code: str) -> str:
    """Bot API: deep linking."""
    return f"https://t.me/{bot_name}?start={code}"


def qr_picture(link: str, code: str) -> BufferedInputFile:
    """A PNG of a kilobyte, made in a few milliseconds."""
    target = BytesIO()
    segno.make_qr(link, error=LEVEL).save(target, kind="png", scale=SCALE)
    return BufferedInputFile(target.getvalue(), filename=f"{code}.png")
