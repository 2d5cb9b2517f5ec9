"""The bot itself: getMe, its names and descriptions, its Stars."""

from functools import partial
from typing import Any

from botapi_sandbox.call.context import CallContext, Handler
from botapi_sandbox.flood.limiter import STAR

NANO = 1_000_000_000  # Bot API: StarAmount.nanostar_amount
TEXTS = {"Name": "name", "Description": "description", "ShortDescription": "short_description"}


async def get_me(context: CallContext) -> dict[str, Any]:
    return context.account.user() | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


async def get_my_star_balance(context: CallContext) -> dict[str, int]:
    tenths = round(context.world.limits.stars * STAR)
    return {"amount": tenths // STAR, "nanostar_amount": tenths % STAR * (NANO // STAR)}


async def _set_text(name: str, context: CallContext) -> bool:
    context.account.texts[name, context.call.text("language_code")] = context.call.text(name)
    return True


async def _get_text(name: str, context: CallContext) -> dict[str, str]:
    texts = context.account.texts
    default = context.account.name if name == "name" else ""
    fallback = texts.get((name, ""), default)
    return {name: texts.get((name, context.call.text("language_code")), fallback)}


METHODS: dict[str, Handler] = {
    "getMe": get_me,
    "getMyStarBalance": get_my_star_balance,
    **{f"setMy{title}": partial(_set_text, name) for title, name in TEXTS.items()},
    **{f"getMy{title}": partial(_get_text, name) for title, name in TEXTS.items()},
}
