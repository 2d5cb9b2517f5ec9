"""Refusals as RFC 9457 has them: application/problem+json, with the code that programs read."""

import json

from aiohttp import web

from bot.api.core.refusals import Refused

TYPE = "application/problem+json"


def problem(refused: Refused) -> web.Response:
    headers = {}
    if refused.retry_after is not None:
        headers["Retry-After"] = str(refused.retry_after)
    if allowed := refused.more.get("allow"):
        headers["Allow"] = ", ".join(allowed)
    if refused.status == web.HTTPUnauthorized.status_code:
        headers["WWW-Authenticate"] = "Bearer"
    return web.Response(
        status=refused.status,
        body=json.dumps(refused.problem(), ensure_ascii=False).encode(),
        headers={**headers, "Content-Type": TYPE},
    )


def not_found() -> Refused:
    return Refused(status=404, code="not_found", detail="There is nothing at this address.")
