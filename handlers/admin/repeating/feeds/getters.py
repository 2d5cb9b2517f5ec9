"""What the windows of a feed show."""

from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.feeds.feed import MOST_A_DAY, Feed
from handlers.admin.context import AdminContext
from handlers.admin.repeating.feeds.session import FeedSession
from handlers.admin.wording.repeating.feeds import feed_name, feed_why
from handlers.language.outside import shown_url


async def address_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = FeedSession.of(dialog_manager)
    feed = await AdminContext.at(dialog_manager).doors.feeds.of(session.repeat_id)
    return {"said": _take_said(dialog_manager), "has_feed": feed is not None}


async def found_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = FeedSession.of(dialog_manager)
    return {
        "said": _take_said(dialog_manager),
        "title": feed_name(session.title, session.url),
        "url": shown_url(session.url),
        "count": session.count,
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), FeedSession.of(dialog_manager)
    feed, said = await admin.doors.feeds.of(session.repeat_id), _take_said(dialog_manager)
    if feed is None:  # another admin has taken it away
        return {"said": said, "there": False}
    return {
        "said": said,
        "there": True,
        "title": feed_name(feed.title, feed.url),
        "url": shown_url(feed.url),
        "waiting": feed.waiting,
        "most": feed.most_a_day,
        "read": admin.i18n.get("feeds-unread")
        if feed.read_at is None
        else admin.moment(feed.read_at),
        "fails": fails_words(feed, admin),
        "heading": feed.heading,
    }


async def template_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, session = AdminContext.at(dialog_manager), FeedSession.of(dialog_manager)
    feed = await admin.doors.feeds.of(session.repeat_id)
    return {
        "said": _take_said(dialog_manager),
        "words": "" if feed is None else feed.template.words.text,
    }


async def most_window(**_: Any) -> dict[str, Any]:
    return {"counts": [(one, str(one)) for one in MOST_A_DAY]}


async def feed_line(repeat_id: int, admin: AdminContext) -> str:
    """On the card of what is repeated; "": it has no feed."""
    feed = await admin.doors.feeds.of(repeat_id)
    if feed is None:
        return ""
    line = admin.i18n.get(
        "repeats-from-feed",
        title=feed_name(feed.title, feed.url),
        waiting=feed.waiting,
        most=feed.most_a_day,
    )
    fails = fails_words(feed, admin)
    return f"{line}\n{fails}" if fails else line


def fails_words(feed: Feed, admin: AdminContext) -> str:
    """ "": it can be read."""
    if feed.failing_since is None:
        return ""
    return admin.i18n.get(
        "feeds-fails",
        since=admin.moment(feed.failing_since),
        why=feed_why(feed.failing_why, admin.texts, admin.i18n.locale),
    )


def _take_said(manager: DialogManager) -> str:
    session = FeedSession.of(manager)
    replace(session, said="").save(manager)
    return session.said
