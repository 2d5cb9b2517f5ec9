"""Each number of a card is a button that shows those people by name."""

from tests.dialogs.conftest import FIRST, House, Person, words_of


async def test_each_number_of_a_card_lists_its_people(house: House, admin: Person) -> None:
    """Forwards and backwards, whatever became of them; who was erased has no name."""
    await house.subscribe(40)
    await house.launched("Good news")
    await house.until("SELECT state FROM runs", ("finished",))
    async with house.database.write() as connection:
        for state, reason, last in ((3, None, 1), (4, None, 2), (7, "left", 4), (7, "erased", 3)):
            await connection.exec_driver_sql(
                "UPDATE deliveries SET state = ?, reason = ? WHERE subscriber_id = ?",
                (state, reason, last),
            )
        await connection.exec_driver_sql(
            "INSERT INTO doubts (run_id, subscriber_id, step, low, since, found, reason)"
            " VALUES (1, 4, 0, 5, 1, 'not sent', 'not_found')"
        )
        await connection.exec_driver_sql("DELETE FROM subscribers WHERE id = 3")
        await connection.exec_driver_sql(
            "UPDATE runs SET sent = 36, blocked = 1, unreachable = 1, skipped = 2"
        )
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    await admin.sees("Launched")
    await admin.press("🚫 1")
    assert (await admin.sees("Blocked: 1\n\n🚫"))["text"].endswith(f"({FIRST})")
    await admin.press("Back")
    await admin.press("⏭ 2")
    skipped = (await admin.sees("Skipped: 2"))["text"].splitlines()[-2:]
    assert skipped[0] == "⏭ somebody who asked to be forgotten: asked to be forgotten"
    lost = "the first call did not arrive: no message with a missing number is in this chat"
    assert skipped[1].endswith(f"({FIRST + 3}): {lost}; left before it was sent")
    await admin.press("Back")
    await admin.press("✅ 36")
    pages = [(await admin.sees("Sent: 36 of 40"))["text"]]
    for button in ("Next", "Next", "Previous", "Previous"):
        await admin.press(button)
        window = await admin.control.last_message(admin.id)
        assert window is not None
        pages.append(window["text"])
    assert [page.count("✅ \u2068") for page in pages] == [15, 15, 6, 15, 15]
    assert pages[3:] == [pages[1], pages[0]]
    assert f"({FIRST + 39})" in pages[2]


async def test_a_forged_number_opens_nothing(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await house.launched("Good news")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    card = await admin.sees("Launched")
    rows = card["reply_markup"]["inline_keyboard"]
    intent = rows[-1][0]["callback_data"].split("\x1d")[0]
    await admin.control.forged_callback(admin.id, f"{intent}\x1dwho:99", card)
    assert "Launched" in words_of((await admin.chat())[-1])
