"""Feeds, in words."""

from handlers.language.names import isolated
from handlers.language.outside import shown_url
from handlers.language.texts import Texts

LONGEST = 60  # characters of a feed's name


def feed_name(title: str, url: str) -> str:
    """As it calls itself, else its address."""
    return isolated(title, LONGEST) if title else shown_url(url)


def feed_why(why: str, texts: Texts, locale: str) -> str:
    """Why it cannot be read, and what to do; `why`: a code of FeedError."""
    code, _, status = why.partition(" ")
    return texts.get("feeds-why", locale, why=code, status=status)
