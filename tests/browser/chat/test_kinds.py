"""Every kind of message, as the bot sends it and as a person sees it."""

import re

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen

COVERED = re.compile("spoiler|hidden|covered", re.IGNORECASE)


async def test_a_photo_is_shown_with_its_bytes_and_caption(bot: Bot, screen: Screen) -> None:
    sent = await bot.photo(caption="The harbour")
    bubble = screen.message(sent["message_id"])
    await expect(bubble).to_contain_text("The harbour")
    picture = bubble.locator("img").first
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 320)


async def test_a_file_of_a_made_up_photo_is_missing_and_a_placeholder_is_drawn(
    control: Control, screen: Screen
) -> None:
    sent = await control.send(ANN, "photo", caption="Only told about")
    bubble = screen.message(sent.message_id)
    await expect(bubble).to_contain_text("Only told about")
    box = await bubble.bounding_box()
    assert box is not None
    assert box["height"] > 80, "there is no place where the picture would be"


async def test_an_album_is_a_grid(bot: Bot, screen: Screen) -> None:
    """Side by side, not one below the other."""
    file_id = (await bot.photo())["photo"][-1]["file_id"]
    media = [{"type": "photo", "media": file_id} for _ in range(3)]
    media[0]["caption"] = "Three of a day"
    sent = await bot.ok("sendMediaGroup", chat_id=ANN, media=media)
    numbers = [message["message_id"] for message in sent]
    await expect(screen.thread).to_contain_text("Three of a day")
    album = screen.messages.filter(has_text="Three of a day").last
    await expect(album.locator("img")).to_have_count(3)
    boxes = [await album.locator("img").nth(n).bounding_box() for n in range(3)]
    lefts = {round(box["x"]) for box in boxes if box}
    assert len(lefts) > 1, numbers


async def test_a_document_says_its_name_and_size_and_can_be_downloaded(
    bot: Bot, screen: Screen
) -> None:
    sent = await bot.upload("sendDocument", "document", "report.csv", b"a,b\n" * 256, chat_id=ANN)
    bubble = screen.message(sent["message_id"])
    await expect(bubble).to_contain_text("report.csv")
    await expect(bubble).to_contain_text(re.compile(r"1(\.0)? ?K", re.IGNORECASE))
    async with screen.page.expect_download() as download:
        await bubble.get_by_text("report.csv").click()
    path = await (await download.value).path()
    assert path.read_bytes() == b"a,b\n" * 256


async def test_sound_and_moving_pictures_have_something_to_press(
    bot: Bot, control: Control, screen: Screen
) -> None:
    for kind in ("video", "animation", "audio", "voice", "video_note"):
        sent = await control.send(ANN, kind)
        bubble = screen.message(sent.message_id)
        await expect(bubble).to_be_visible()
        box = await bubble.bounding_box()
        assert box is not None
        assert box["height"] > 30, kind


async def test_the_other_kinds_say_what_they_are(control: Control, screen: Screen) -> None:
    shown = {
        "contact": "+10000000000",
        "venue": "The café",
        "location": "55.75",
        "dice": "🎲",
        "game": "Game",
        "story": "Stor",
        "checklist": "Milk",
        "paid_media": "5 Stars",
        "live_photo": "1080",  # the moving one, not the still one that comes with it
    }
    for kind, words in shown.items():
        sent = await control.send(ANN, kind)
        await expect(screen.message(sent.message_id)).to_contain_text(words)


async def test_a_sticker_has_a_place(control: Control, screen: Screen) -> None:
    sent = await control.send(ANN, "sticker")
    await expect(screen.message(sent.message_id)).to_be_visible()


async def test_a_kind_from_the_future_is_named(control: Control, screen: Screen) -> None:
    sent = await control.send(ANN, "hologram", beam={"colour": "blue"})
    await expect(screen.message(sent.message_id)).to_contain_text("hologram")


async def test_a_covered_picture_is_seen_after_a_tap(bot: Bot, screen: Screen) -> None:
    sent = await bot.photo(has_spoiler=True)
    bubble = screen.message(sent["message_id"])
    cover = bubble.get_by_role("button", name=COVERED)
    await expect(cover.first).to_be_visible()
    await cover.first.click()
    await expect(bubble.locator("img").first).to_have_js_property("naturalWidth", 320)
    await expect(bubble.get_by_role("button", name=COVERED)).to_have_count(0)


async def test_a_caption_can_stand_above(bot: Bot, screen: Screen) -> None:
    sent = await bot.photo(caption="First the words", show_caption_above_media=True)
    bubble = screen.message(sent["message_id"])
    picture = await bubble.locator("img").first.bounding_box()
    caption = await bubble.get_by_text("First the words").bounding_box()
    assert picture is not None
    assert caption is not None
    assert caption["y"] < picture["y"]


async def test_a_rich_message_has_headings_lists_and_tables(bot: Bot, screen: Screen) -> None:
    text = (
        "# The plan\n\nA **bold** start.\n\n- first\n- second\n\n"
        "| Town | People |\n| --- | ---: |\n| Rome | 3 |\n"
    )
    sent = await bot.ok("sendRichMessage", chat_id=ANN, rich_message={"markdown": text})
    bubble = screen.message(sent["message_id"])
    await expect(bubble.get_by_role("heading", name="The plan")).to_be_visible()
    await expect(bubble.get_by_role("listitem")).to_have_count(2)
    await expect(bubble.get_by_role("cell", name="Rome")).to_be_visible()
    await expect(bubble.locator("strong, b")).to_have_text("bold")


async def test_a_page_among_the_files_is_downloaded_and_never_opened(
    bot: Bot, screen: Screen
) -> None:
    page = b"<html><script>parent.__ran = 1</script></html>"
    sent = await bot.upload("sendDocument", "document", "page.html", page, chat_id=ANN)
    file_id = sent["document"]["file_id"]
    answer = await screen.page.request.get(f"{screen.address}/page/file?bot=4242&id={file_id}")
    assert answer.status == 200
    assert "html" not in answer.headers["content-type"]
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
