"""getUpdates, the webhook, and leaving."""

import re
from typing import Any
from urllib.parse import urlsplit

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.flood.limits import TELEGRAM_PORTS
from botapi_sandbox.ground.errors import bad_request, conflict
from botapi_sandbox.state.account import Webhook

DEFAULT_PORTS = {"http": 80, "https": 443}
SECRET = re.compile(r"[A-Za-z0-9_-]*")
SECRET_CHARS = 256
CONNECTIONS = 100


async def get_updates(context: CallContext) -> list[Any]:
    account, call = context.account, context.call
    if account.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    account.updates.allow(_allowed(context))
    limit = call.whole("limit", 100)
    return await account.updates.poll(
        call.whole("offset"), limit if limit > 0 else 100, call.whole("timeout")
    )


async def set_webhook(context: CallContext) -> bool:
    account, call = context.account, context.call
    if not call.text("url"):
        return await delete_webhook(context)
    secret = call.text("secret_token")
    _check_url(call.text("url"), context.world.webhook_hosts, context.world.limits.webhook_ports)
    if len(secret) > SECRET_CHARS:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if call.flag("drop_pending_updates"):
        account.updates.drop()
    account.updates.allow(_allowed(context))
    account.webhook = Webhook(
        url=call.text("url"),
        secret=secret,
        max_connections=max(1, min(call.whole("max_connections", 40), CONNECTIONS)),
    )
    account.updates.take_over()
    context.world.webhooks.serve(account)
    return True


async def delete_webhook(context: CallContext) -> bool:
    if context.call.flag("drop_pending_updates"):
        context.account.updates.drop()
    context.account.webhook = None
    context.world.webhooks.stop(context.account)
    return True


async def get_webhook_info(context: CallContext) -> dict[str, Any]:
    account = context.account
    webhook = account.webhook
    info: dict[str, Any] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(account.updates) + context.world.webhooks.under_way(account),
    }
    if webhook is not None:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error is not None:
            info["last_error_date"] = webhook.last_error_date
            info["last_error_message"] = webhook.last_error
    if account.updates.allowed is not None:
        info["allowed_updates"] = sorted(account.updates.allowed)
    return info


async def leave(context: CallContext) -> bool:
    """logOut and close: nothing of a sandbox needs them, they only answer."""
    context.account.updates.release()
    return True


def _allowed(context: CallContext) -> list[str] | None:
    kinds = context.call.nested("allowed_updates", "allowed_updates")
    if kinds is None:
        return None
    if not isinstance(kinds, list):
        raise bad_request("allowed_updates must be an Array of String")
    return [str(kind) for kind in kinds]


def _check_url(url: str, near: frozenset[str], ports: tuple[int, ...] | None) -> None:
    """https on Telegram's ports; to the hosts of `near` (this machine, at first) plain http too, on
    those of `ports` (None: any), as a local server of the Bot API allows."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise bad_request("invalid webhook URL specified") from None
    if not host or parts.scheme not in ("http", "https"):
        raise bad_request("invalid webhook URL specified")
    here = host in near
    if parts.scheme != "https" and not here:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    allowed = ports if here else TELEGRAM_PORTS
    if allowed is not None and (port or DEFAULT_PORTS[parts.scheme]) not in allowed:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


METHODS: dict[str, Handler] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "logOut": leave,
    "close": leave,
}
