"""Each number of people is a button, or has one beside it, that shows who they are."""

from botapi.call import Call
from broadcast.model.content import Content
from broadcast.model.versions.variant import Variant
from tests.actors import editor, owner
from tests.dialogs.answers.test_answer_buttons import launch_answers
from tests.dialogs.compose.test_polls import compose_poll
from tests.dialogs.conftest import FIRST, STRANGER, House, Person, words_of
from tests.dialogs.progress.test_version_reports import content as two_versions
from tests.dialogs.progress.test_version_reports import tried, waiting

ONE_OF_EACH = (
    "UPDATE subscribers SET language_code = 'ru' WHERE id < 3",
    "UPDATE subscribers SET source = 'spring' WHERE id = 2",
    "UPDATE subscribers SET state = 'blocked' WHERE id = 6",
)


async def change(house: House, *statements: str) -> None:
    async with house.database.write() as connection:
        for statement in statements:
            await connection.exec_driver_sql(statement)


async def ids_on(admin: Person, words: str) -> list[int]:
    """Counted from the first subscriber, of the window that says these words."""
    lines = words_of(await admin.sees(words)).splitlines()
    return [
        int(line.rpartition("(")[2].rstrip(")")) - FIRST for line in lines if "\u2069 (" in line
    ]


async def passes(admin: Person, *windows: tuple[str, str]) -> None:
    """Of each window the words, and the button that is tapped there."""
    for words, button in windows:
        await admin.sees(words)
        await admin.press(button)


async def test_states_languages_and_sources_of_the_audience(house: House, admin: Person) -> None:
    await house.subscribe(6)
    await change(house, *ONE_OF_EACH)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Audience")
    await admin.sees("Your audience")
    await admin.press("Who they are")
    await admin.sees("Whom would you like to see?")
    await admin.press("🚫 Blocked the bot: 1")
    assert await ids_on(admin, "🚫 Blocked the bot: 1\n\n") == [5]
    await admin.press("Back")
    await admin.press("🌍 Russian: 2")
    assert await ids_on(admin, "🌍 Russian: 2\n\n") == [0, 1]
    await admin.press("Back")
    await admin.press("🔗 \u2068spring\u2069: 1")
    assert await ids_on(admin, "spring\u2069: 1\n\n") == [1]
    await admin.press("Back")
    await admin.press("Back")
    await admin.sees("Your audience")


async def test_whom_the_question_before_the_launch_counts(house: House, admin: Person) -> None:
    """Everybody, versions, languages without one, and those who would find a gap."""
    await house.subscribe(4)
    await change(
        house,
        "UPDATE subscribers SET first_name = 'Ann' WHERE id > 1",
        "UPDATE subscribers SET language_code = 'de' WHERE id < 3",
        "UPDATE subscribers SET language_code = 'fr' WHERE id = 3",
    )
    await admin.compose("Hi {first_name}!")
    await admin.press("Languages")
    await admin.sees("version for each language")
    await admin.press("Add a language")
    await admin.sees("Which language?")
    await admin.press("German · 2")
    await admin.sees("Send me the message for")
    await admin.say("Hallo!")
    await admin.sees("This is the version for")
    await admin.press("Languages")
    await admin.sees("• German: 2")
    await admin.press("Who they are")
    await admin.press("🌍 everybody else: 2")
    assert await ids_on(admin, "🌍 everybody else: 2\n\n") == [2, 3]
    await admin.press("Back")
    await admin.press("Back")
    await admin.sees("• German: 2")
    await admin.press("Back")
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Who they are")
    for button, places in (
        ("👥 Everybody who gets it: 4", [0, 1, 2, 3]),
        ("🌍 German: 2", [0, 1]),
        ("🌍 French: 1", [2]),
        ("❔ Without first_name: 1", [0]),
    ):
        await admin.sees("Whom would you like to see?")
        await admin.press(button)
        assert await ids_on(admin, f"{button}\n\n") == places
        await admin.press("Back")
    await admin.press("Back")
    await admin.sees("Send it to")
    await admin.press("Say something else instead")
    await admin.sees("What should stand there for 1 subscriber")
    await admin.press("Who it is")
    assert await ids_on(admin, "❔ Without first_name: 1\n\n") == [0]
    await admin.press("Back")
    await admin.sees("What should stand there")


async def test_who_does_not_want_a_topic(house: House, admin: Person) -> None:
    """Where it is looked at, where it is chosen, and before the launch."""
    await house.subscribe(3)
    topics = house.assembly.doors.topics
    await topics.add("Offers", by=owner())
    [topic] = await topics.every()
    await topics.choose(FIRST + 1, topic.id, wanted=False)
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Settings"), ("What is decided here", "Topics"))
    await passes(admin, ("People choose in", "Offers"), ("turned it off", "Who it is"))
    assert await ids_on(admin, "Those who match, from no. 1 on") == [1]
    await admin.compose()
    await passes(
        admin,
        ("This is what people will get", "Audience"),
        ("3 subscribers", "🗂 Topic"),
        ("What is the broadcast about?", "Offers"),
        ("Topic: ", "🔕 Do not want this topic: 1"),
    )
    assert await ids_on(admin, "🔕 Do not want this topic: 1\n\n") == [1]
    await admin.press("Back")
    await passes(
        admin,
        ("1 of them does not want", "Back"),
        ("This is what people will get", "Send now"),
        ("Send it to", "Who they are"),
        ("Whom would you like", "🔕 Do not want this topic: 1"),
    )
    assert await ids_on(admin, "🔕 Do not want this topic: 1\n\n") == [1]


TWO_AND_GERMAN = Content(
    message=tuple(
        Call(method="sendMessage", params={"text": text}) for text in ("Good news", "More of it")
    ),
    variants=(
        Variant(
            language="de", message=(Call(method="sendMessage", params={"text": "Gute Kunde"}),)
        ),
    ),
)
FATES = (
    "UPDATE deliveries SET state = 3, step = 1 WHERE subscriber_id = 1",
    "UPDATE deliveries SET state = 3 WHERE subscriber_id = 4",
    "UPDATE deliveries SET state = 7, step = 0, reason = 'topic' WHERE subscriber_id = 2",
    "UPDATE runs SET sent = 3, blocked = 2, skipped = 1, unwanted = 1, partial = 1",
)


async def test_a_card_and_a_report_name_whom_their_lines_count(house: House, admin: Person) -> None:
    await house.subscribe(6)
    await change(house, "UPDATE subscribers SET language_code = 'de' WHERE id > 3")
    drafts, launches = house.assembly.doors.drafts, house.assembly.doors.launches
    number = await drafts.add(TWO_AND_GERMAN, by=editor())
    await launches.launch(number, by=editor())
    await house.until("SELECT state FROM runs", ("finished",))
    await change(house, *FATES)
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "Good news"))
    await passes(admin, ("Launched", "✂️ 1"))
    assert await ids_on(admin, "✂️ Got only some of it: 1\n\n") == [0]
    await admin.press("Back")
    await passes(admin, ("Launched", "🔕 1"))
    assert await ids_on(admin, "🔕 Do not want this topic: 1\n\n") == [1]
    await admin.press("Back")
    await passes(admin, ("Launched", "Report"), ("How many got each message", "Who they are"))
    for button, places in (
        ("📨 Got message 1: 4", [0, 2, 4, 5]),
        ("📨 Got message 2: 1", [2]),
        ("German, got it: 2", [4, 5]),
        ("German, did not get it: 1", [3]),
    ):
        await passes(admin, ("Whom would you like", button))
        assert await ids_on(admin, f"{button}\n\n") == places
        await admin.press("Back")


async def test_whom_cancelling_and_sending_again_are_about(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    await change(
        house,
        "UPDATE deliveries SET state = 0 WHERE subscriber_id > 1",
        "UPDATE runs SET state = 'paused', pause_reason = 'admin', sent = 1, finished_at = NULL",
    )
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "Good news"))
    await passes(admin, ("Launched", "Cancel"), ("will not get it", "Who the 2 are"))
    assert await ids_on(admin, "⏳ Left: 2\n\n") == [1, 2]
    await change(
        house,
        "UPDATE deliveries SET state = 6, trouble = 6 WHERE subscriber_id = 2",
        "UPDATE deliveries SET state = 2 WHERE subscriber_id = 3",
        "UPDATE runs SET state = 'finished', sent = 2, uncertain = 1, finished_at = 1",
    )
    await admin.press("Back")
    await passes(admin, ("will not get it", "No"), ("Launched", "Send again: uncertain (1)"))
    await passes(admin, ("would get it twice", "Who it is"))
    assert await ids_on(admin, "🔁 Those who would get it: 1\n\n") == [1]


async def test_answers_strangers_and_who_left_by_the_button(house: House, admin: Person) -> None:
    run_id = await launch_answers(house, admin, 3)
    await house.person(FIRST + 1).press("Red")
    await house.control.forged_callback(STRANGER, f"answer:{run_id}:0:0", wait=5)
    await change(house, f"INSERT INTO departures VALUES ({run_id}, 3, 1)")
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "Which one?"))
    await passes(admin, ("Launched", "🚪 1"))
    assert await ids_on(admin, "🚪 Left by its button: 1\n\n") == [2]
    await admin.press("Back")
    await passes(admin, ("Launched", "Answers"), ("have answered", "Who they are"))
    await passes(admin, ("Whom would you like", "🔘 Have answered: 1"))
    assert await ids_on(admin, "🔘 Have answered: 1\n\n") == [1]
    await admin.press("Back")
    await passes(admin, ("Whom would you like", "➕ With a copy"))
    assert f"({STRANGER})" in words_of(await admin.sees("or in a group: 1\n\n"))


async def test_who_voted_for_what(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await compose_poll(admin)
    await passes(admin, ("This is what people will get", "Send now"), ("Send it to", "Confirm"))
    await admin.sees("It took")
    [last] = [one for one in await house.control.chat(FIRST + 1) if "poll" in one]
    await house.control.vote(FIRST + 1, last["message_id"], [1])
    await house.until("SELECT sum(votes) FROM poll_tallies", (1,))
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "🏁"))
    await passes(admin, ("Launched", "Who voted for what"))
    assert await ids_on(admin, "Coffee\u2069: 1\n\n") == [1]


async def test_who_came_by_a_code_without_a_name(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await change(house, "UPDATE subscribers SET source = 'poster' WHERE id < 3")
    await change(house, "UPDATE subscribers SET state = 'blocked' WHERE id = 1")
    await admin.say("/admin")
    await passes(
        admin,
        ("Your menu", "Links"),
        ("A link of its own", "Other codes"),
        ("without a name", "poster"),
    )
    assert await ids_on(admin, "poster\u2069: 2\n\n") == [0, 1]


async def test_who_a_tag_is_put_on(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await house.assembly.doors.tags.add("vip", by=editor())
    await admin.say("/admin")
    await passes(
        admin,
        ("Your menu", "Audience"),
        ("Your audience", "Tags"),
        ("Tags say", "vip"),
        ("nobody has it", "Put it on"),
        ("Whom shall I put", "Everyone who is subscribed"),
        ("on 2 subscribers?", "Who the 2 are"),
    )
    assert await ids_on(admin, "Those who match, from no. 1 on") == [0, 1]
    await admin.press("Back")
    await admin.sees("on 2 subscribers?")


async def test_names_that_went_with_an_old_ledger(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    await change(house, "UPDATE runs SET unwanted = 1", "DELETE FROM deliveries")
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "Good news"))
    await passes(admin, ("Launched", "🔕 1"))
    await admin.sees("I have no names for this any more")


async def test_whom_versions_side_by_side_count(house: House, admin: Person) -> None:
    """Who got each, and who waits: of the card's number, too."""
    number = await tried(house)
    wait = await waiting(house, number)
    rows = await house.rows("SELECT subscriber_id - 1, variant, reason FROM deliveries ORDER BY 1")
    b = [int(row[0]) for row in rows if row[1] == 1 and row[2] is None]
    held = [int(row[0]) for row in rows if row[2] == "held"]
    await admin.say("/admin")
    await passes(admin, ("Your menu", "Broadcasts"), ("newest first", "#1"))
    await passes(admin, ("Launched", f"🔀 {wait}"))
    assert await ids_on(admin, f"Held back for the better version: {wait}\n\n") == held[:15]
    await admin.press("Back")
    await passes(admin, ("Launched", "🔀 Versions"), ("side by side", "Who they are"))
    await passes(admin, ("Whom would you like", f"🔀 B, got it: {len(b)}"))
    assert await ids_on(admin, f"🔀 B, got it: {len(b)}\n\n") == b


async def test_who_would_get_which_version_and_who_would_wait(house: House, admin: Person) -> None:
    await house.subscribe(9)
    drafts = house.assembly.doors.drafts
    number = await drafts.add(two_versions(), by=editor(admin.id))
    found = await house.assembly.doors.versions.forecast(number)
    assert found is not None
    await admin.say("/admin")
    await passes(
        admin,
        ("Your menu", "Continue"),
        ("This is what people will get", "Send now"),
        ("Send it to", "Who they are"),
        ("Whom would you like", "🔀 wait for the better version"),
    )
    shown = await ids_on(admin, f"🔀 wait for the better version: {found.waiting}\n\n")
    assert len(shown) == found.waiting
