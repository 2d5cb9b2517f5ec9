"""Templates and duplicates, from a draft and from a broadcast's card."""

from tests.dialogs.conftest import House, Person
from tests.dialogs.windows.test_drafts import labels, open_card, open_menu

TITLES = "SELECT title, stage FROM broadcasts ORDER BY id"


async def test_a_draft_becomes_a_template_and_that_a_draft(house: House, admin: Person) -> None:
    assert "Templates" not in str(labels(await open_menu(admin)))
    await admin.compose("Every week")
    await open_card(admin, "Every week")
    await admin.press("Save as template")
    await admin.sees("What is the template to be called")
    await admin.say("x" * 65)
    await admin.sees("of 64 characters at most")
    await admin.say("Weekly")
    menu = await admin.sees("The template is saved")
    await admin.press("Templates", menu["message_id"])
    await admin.sees("📑 Templates")
    await admin.press("Weekly")
    await admin.sees("\u2068Every week\u2069")
    await admin.press("Rename")
    await admin.sees("What is \u2068Weekly\u2069 to be called")
    await admin.say("Each week")
    await admin.sees("📑 \u2068Each week\u2069")
    await admin.press("New broadcast from it")
    await admin.sees("This is what people will get")
    assert await house.rows(TITLES) == [("Every week", "draft")] * 2
    await admin.press("Templates", (await open_menu(admin))["message_id"])
    await admin.sees("📑 Templates")
    await admin.press("Each week")
    await admin.sees("📑 \u2068Each week\u2069")
    await admin.press("Delete")
    await admin.sees("Drafts that were made of it stay")
    await admin.press("Yes, delete it")
    await admin.sees("There are no templates")


async def test_a_broadcast_is_duplicated_and_kept_as_a_template(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    await house.launched("Sent before")
    await house.until("SELECT state FROM runs", ("finished",))
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Sent before")
    await admin.sees("Launched")
    await admin.press("Save as template")
    await admin.sees("What is the template to be called")
    await admin.press("Back")
    await admin.sees("Launched")
    await admin.press("Duplicate")
    await admin.sees("This is what people will get")
    assert await house.rows(TITLES) == [("Sent before", "launched"), ("Sent before", "draft")]


async def test_a_draft_that_is_being_composed_becomes_a_template_and_goes_on(
    house: House, admin: Person
) -> None:
    """What was typed for it stands below the preview, which comes anew."""
    await admin.compose("Every week")
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("Save as template")
    await admin.sees("What is the template to be called")
    await admin.say("x" * 65)
    await admin.sees("of 64 characters at most")
    await admin.press("Back")
    await admin.sees("How should it be sent?")
    assert (await admin.chat())[-2]["text"] == "Every week"
    await admin.press("Save as template")
    await admin.sees("What is the template to be called")
    await admin.say("Weekly")
    await admin.sees("The template is saved.")
    assert (await admin.chat())[-2]["text"] == "Every week"
    await admin.sees("This is what people will get")
    await house.until(TITLES, ("Every week", "draft"))
    await house.until("SELECT name FROM templates", ("Weekly",))
