"""An album as the call that sends it."""

from botapi.call import Call


def album(caption: str, items: int = 2, *, others: str | None = None) -> Call:
    """Photos that Telegram fetches; the caption stands below the first, `others` below the rest."""
    more = {"caption": others} if others else {}
    media = [{"type": "photo", "media": f"https://a.com/{n}.jpg"} | more for n in range(items)]
    return Call(
        method="sendMediaGroup", params={"media": [media[0] | {"caption": caption}, *media[1:]]}
    )
