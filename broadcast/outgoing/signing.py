"""The form of Standard Webhooks: an id, a time and a signature in the headers."""

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
BYTES = 32  # of a secret; Standard Webhooks: 24 to 64


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(BYTES)).decode()


def signed(secret: str, event_id: str, body: bytes, *, at: int) -> dict[str, str]:
    """The headers of a post; `at` in Unix seconds. Each post is signed anew: receivers refuse what
    is older than some minutes."""
    return {
        "content-type": "application/json",
        "webhook-id": event_id,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{signature(secret, event_id, body, at=at)}",
    }


def signature(secret: str, event_id: str, body: bytes, *, at: int) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    content = f"{event_id}.{at}.".encode() + body
    return base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
