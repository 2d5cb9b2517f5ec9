"""/settings: what somebody chooses for themselves."""

from botapi_sandbox.control import Message
from broadcast.doors.audience.naming import Named
from db.audience.audience import Audience
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.dialogs.conftest import STRANGER, House, Person, eventually

OPTED_OUT = (
    "SELECT topics.name FROM topic_opt_outs JOIN topics ON topics.id = topic_id"
    " JOIN subscribers ON subscribers.id = subscriber_id WHERE chat_id = 13"
)


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def has_button(person: Person, label: str) -> None:
    """The buttons are shown anew after what they changed was written."""

    async def is_there() -> bool:
        window = await person.control.last_message(person.id)
        return window is not None and label in labels(window)

    await eventually(is_there)


async def name_topics(house: House, *names: str) -> None:
    for name in names:
        assert await house.assembly.doors.topics.add(name, by=owner()) is Named.DONE


async def test_a_tap_turns_a_topic_off_and_on(house: House, stranger: Person) -> None:
    await name_topics(house, "News", "Offers")
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.say("/settings")
    window = await stranger.sees("What would you like to get?")
    assert labels(window)[:2] == ["✅ \u2068News\u2069", "✅ \u2068Offers\u2069"]
    await stranger.press("✅ \u2068Offers\u2069")
    await house.until(OPTED_OUT, ("Offers",))
    await house.until("SELECT state FROM subscribers WHERE chat_id = 13", ("active",))
    await has_button(stranger, "⬜️ \u2068Offers\u2069")
    await stranger.press("⬜️ \u2068Offers\u2069")
    await house.until(OPTED_OUT)


async def test_leaving_and_the_language_are_there_without_topics(stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.say("/settings")
    window = await stranger.sees("Your settings")
    assert labels(window) == [
        "🌐 Language: English",
        "🕒 Time zone: not known",
        "🚪 Leave: send me nothing",
    ]
    await stranger.press("🌐 Language")
    await stranger.sees("Which language should I speak?")
    await stranger.press("Русский")
    await stranger.sees("по-русски")
    await stranger.say("/settings")
    await stranger.sees("Ваши настройки")
    await stranger.press("🚪 Отписаться от всего")
    await stranger.sees("Вы отписались")


async def test_choosing_subscribes_nobody_and_is_erased(house: House, stranger: Person) -> None:
    await name_topics(house, "News")
    await stranger.say("/settings")
    window = await stranger.sees("You are not subscribed just now")
    assert not any("Leave" in label for label in labels(window))
    await stranger.press("✅ \u2068News\u2069")
    await house.until(OPTED_OUT, ("News",))
    await house.until("SELECT state FROM subscribers WHERE chat_id = 13", ("unsubscribed",))
    await Subscribers(house.database).erase(STRANGER)
    await house.until("SELECT count(*) FROM topic_opt_outs", (0,))


async def test_what_the_team_calls_somebody_they_are_told(house: House, stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    tags = house.assembly.doors.tags
    await tags.add("vip", by=owner())
    [tag] = await tags.every()
    await tags.tag(tag.id, Audience(), on=True, by=owner())
    await stranger.say("/privacy")
    await stranger.sees("by which the team sorts its subscribers: \u2068vip\u2069")


async def test_a_topic_that_is_gone_is_no_error(house: House, stranger: Person) -> None:
    await name_topics(house, "News")
    await stranger.say("/settings")
    await stranger.sees("What would you like to get?")
    [topic] = await house.assembly.doors.topics.every()
    await house.assembly.doors.topics.remove(topic.id, by=owner())
    await stranger.press("✅ \u2068News\u2069")

    async def is_gone() -> bool:
        window = await stranger.control.last_message(STRANGER)
        return window is not None and labels(window)[0] == "🌐 Language: English"

    await eventually(is_gone)
