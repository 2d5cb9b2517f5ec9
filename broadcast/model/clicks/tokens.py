"""What stands behind `/r/<bot>/`: which link, for whom, and a signature.

A token opens what was sent and nothing else: the signature is the bot's own, and holds what the
link led to as well, so that a number which the database gives a second time (a backup was put back)
opens nothing new.
"""

import hashlib
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

NOBODY = 0  # no subscriber has that number
SECRET_BYTES = 32
_NUMBER, _TARGET, _SIGNATURE = 5, 4, 12  # bytes
_SAID = 2 * _NUMBER + _TARGET
_FORM = re.compile(r"[A-Za-z0-9_-]{35}")  # 26 bytes, without padding


@dataclass(frozen=True, kw_only=True, slots=True)
class Token:
    link: int
    subscriber: int  # NOBODY: whoever it was
    target: bytes  # of the address it led to, the beginning of its SHA-256


def target_of(url: str) -> bytes:
    return hashlib.sha256(url.encode(errors="surrogatepass")).digest()[:_TARGET]


def signed(secret: bytes, token: Token) -> str:
    said = token.link.to_bytes(_NUMBER) + token.subscriber.to_bytes(_NUMBER) + token.target
    return _encoded(said + _signature(secret, said))


def read(secret: bytes, text: str) -> Token | None:
    """None: nobody here has signed that."""
    if not _FORM.fullmatch(text):
        return None
    found = urlsafe_b64decode(f"{text}=")
    if _encoded(found) != text:  # spelled otherwise: two bits of its last letter say nothing
        return None
    said, signature = found[:_SAID], found[_SAID:]
    if not hmac.compare_digest(signature, _signature(secret, said)):
        return None
    return Token(
        link=int.from_bytes(said[:_NUMBER]),
        subscriber=int.from_bytes(said[_NUMBER : 2 * _NUMBER]),
        target=said[2 * _NUMBER :],
    )


def _encoded(token: bytes) -> str:
    return urlsafe_b64encode(token).rstrip(b"=").decode()


def _signature(secret: bytes, said: bytes) -> bytes:
    return hmac.digest(secret, said, "sha256")[:_SIGNATURE]
