"""What the settings say to the engine."""

from zoneinfo import ZoneInfo

from bot.settings.links import links_at
from bot.settings.settings import Settings
from broadcast.assembly.options import EngineOptions
from broadcast.guards.canary import SafetyLimits
from broadcast.planning.policy import PlanningRules
from runtime.outside import Outside


def engine_options(settings: Settings, outside: Outside) -> EngineOptions:
    timezone = ZoneInfo(settings.timezone)
    return EngineOptions(
        rate=settings.broadcast_rate,
        forward_rate=settings.forward_rate,
        mending_rate=settings.mending_rate,
        find_out=settings.find_out,
        resend_uncertain=settings.uncertain_policy == "resend",
        timezone=timezone,
        safety=SafetyLimits(canary=settings.canary, failure_share=settings.failure_share),
        planning=PlanningRules(
            undo_seconds=settings.undo_seconds,
            grace_minutes=settings.grace_minutes,
            repeat_ahead=settings.repeat_ahead_minutes * 60,
            owner_ids=frozenset(settings.admin_ids),
            timezone=timezone,
        ),
        outside=outside,
        links_at=links_at(settings.webhook_url, settings.bot_id),
    )
