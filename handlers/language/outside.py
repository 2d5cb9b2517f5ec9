"""Addresses outside, and why a server there does not do what it should."""

from urllib.parse import urlsplit

from broadcast.model.outgoing.verdict import HTTP
from handlers.language.names import isolated
from handlers.language.texts import Texts

LONGEST = 60  # characters of an address
GONE = "410"


def shown_url(url: str) -> str:
    """Host and path: what stands behind these may be a secret."""
    parts = urlsplit(url)
    return isolated(f"{parts.netloc}{parts.path.rstrip('/')}", LONGEST)


def why_words(why: str, texts: Texts, locale: str) -> str:
    """A sentence; `why`: a code of broadcast.model.outgoing.verdict.Verdict."""
    code, _, status = why.partition(" ")
    if code == HTTP and status == GONE:
        code = "gone"
    return texts.get("outside-why", locale, why=code, status=status)
