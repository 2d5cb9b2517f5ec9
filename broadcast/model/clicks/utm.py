"""What is written behind links so that a site's own statistics know where people come from."""

import unicodedata
from urllib.parse import quote

from botapi.call import Call
from broadcast.model.clicks.targets import is_web, relinked

SOURCE, MEDIUM = "telegram", "bot"
LONGEST_CAMPAIGN = 40  # characters
NAMELESS = "broadcast"  # one without words


def slug(title: str) -> str:
    """`Spring sale: −20%!` is `spring-sale-20`. Letters stay letters, whatever they are."""
    letters = unicodedata.normalize("NFKC", title).lower()
    words = "".join(letter if letter.isalnum() else " " for letter in letters).split()
    return "-".join(words)[:LONGEST_CAMPAIGN].strip("-") or NAMELESS


def with_campaign(call: Call, campaign: str) -> Call:
    return relinked(call, lambda url: marked(url, campaign) if is_web(url) else None)


def marked(url: str, campaign: str) -> str | None:
    """None: somebody has marked it already."""
    address, sign, fragment = url.partition("#")
    if "utm_" in address.partition("?")[2]:
        return None
    said = f"utm_source={SOURCE}&utm_medium={MEDIUM}&utm_campaign={quote(campaign, safe='')}"
    glue = "" if address.endswith(("?", "&")) else "&" if "?" in address else "?"
    return f"{address}{glue}{said}{sign}{fragment}"
