"""Rich messages over HTTP: sent, edited, copied, forwarded, found, pressed; read by aiogram."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    BufferedInputFile,
    InputMediaPhoto,
    InputRichBlockParagraph,
    InputRichBlockPhoto,
    InputRichMessage,
    InputRichMessageMedia,
    Message,
    RichBlockPhoto,
    RichTextBold,
)

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

MARKDOWN = "# Sale\n\nOnly **today**: [see](https://a.com)\n\n| A | B |\n|---|---|\n| 1 | 2 |"


@pytest.fixture
async def bot(url: str, control: Control) -> AsyncIterator[Bot]:
    made = Bot("42:TEST", session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    await made.get_me()
    yield made
    await made.session.close()


def kinds(message: Message) -> list[str]:
    assert message.rich_message is not None
    return [each.type for each in message.rich_message.blocks]


async def test_markdown_html_and_blocks_can_be_sent_and_read(bot: Bot) -> None:
    sent = await bot.send_rich_message(7, InputRichMessage(markdown=MARKDOWN, is_rtl=True))
    assert kinds(sent) == ["heading", "paragraph", "table"]
    assert sent.rich_message is not None
    assert sent.rich_message.is_rtl is True
    sent = await bot.send_rich_message(7, InputRichMessage(html="<p>a</p><hr/><ul><li>b</li></ul>"))
    assert kinds(sent) == ["paragraph", "divider", "list"]
    block = InputRichBlockParagraph(text=["a ", RichTextBold(text="b")])
    sent = await bot.send_rich_message(7, InputRichMessage(blocks=[block]))
    assert kinds(sent) == ["paragraph"]
    assert (sent.text, sent.content_type) == (None, "rich_message")


async def test_files_go_along_and_come_back_as_files_of_the_bot(bot: Bot) -> None:
    media = InputMediaPhoto(media=BufferedInputFile(b"picture", "a.jpg"))
    sent = await bot.send_rich_message(
        7,
        InputRichMessage(
            markdown='![](tg://photo?id=p "Cap")',
            media=[InputRichMessageMedia(id="p", media=media)],
        ),
    )
    assert sent.rich_message is not None
    (block,) = sent.rich_message.blocks
    assert isinstance(block, RichBlockPhoto)
    again = InputRichBlockPhoto(photo=InputMediaPhoto(media=block.photo[-1].file_id))
    copy = await bot.send_rich_message(7, InputRichMessage(blocks=[again]))
    assert kinds(copy) == ["photo"]


async def test_every_kind_of_block_and_text_can_be_read(bot: Bot) -> None:
    source = (
        '<a name="a"></a><h1>h</h1><p>p <b>b</b><i>i</i><u>u</u><s>s</s><mark>m</mark>'
        "<sub>1</sub><sup>2</sup><tg-spoiler>s</tg-spoiler><code>c</code><tg-math>x</tg-math>"
        '<a href="#a">a</a><a href="tel:+1">t</a><a href="mailto:a@b.c">e</a>'
        '<a href="tg://user?id=7">Ann</a><tg-reference name="r">r</tg-reference>'
        '<a href="#r">r</a><tg-emoji emoji-id="5">👍</tg-emoji><tg-time unix="1">t</tg-time>'
        '<tg-button type="disabled">x</tg-button> @ann #tag $USD /go a@b.io +12345678 t.me</p>'
        "<footer>f</footer><hr/><pre>p</pre><tg-math-block>x</tg-math-block><ol><li>x</li></ol>"
        "<blockquote>q</blockquote><blockquote collapsed>q</blockquote><aside>a</aside>"
        "<table><tr><td>x</td></tr></table><details><summary>s</summary>d</details>"
        '<tg-map lat="1" long="2"/><tg-document src="https://a.com/a.pdf"/>'
        '<img src="https://a.com/a.png"/><video src="https://a.com/a.mp4"/>'
        '<video src="https://a.com/a.gif"/><audio src="https://a.com/a.mp3"/>'
        '<audio src="https://a.com/a.ogg"/>'
        '<tg-collage><img src="https://a.com/a.png"/></tg-collage>'
        '<tg-slideshow><img src="https://a.com/a.png"/></tg-slideshow>'
        '<tg-button-row><tg-button type="callback_data" data="x">x</tg-button></tg-button-row>'
    )
    sent = await bot.send_rich_message(7, InputRichMessage(html=source))
    assert kinds(sent) == [
        *("anchor", "heading", "paragraph", "footer", "divider", "pre", "mathematical_expression"),
        *("list", "blockquote", "expandable_blockquote", "pullquote", "table", "details", "map"),
        *("document", "photo", "video", "animation", "audio", "voice_note", "collage"),
        *("slideshow", "buttons"),
    ]


async def test_it_is_found_by_its_words_and_counted(api: Api, control: Control) -> None:
    for _ in range(2):
        await api.ok("sendRichMessage", chat_id=7, rich_message={"markdown": MARKDOWN})
    found = await control.wait_for(7, "Only today: see")
    assert found["rich_message"]["blocks"][0]["text"] == "Sale"
    assert (await control.counts("1\t2")).accepted == 2
    assert (await control.counts("Sale")).duplicates == [7]


async def test_it_is_copied_and_forwarded_whole(api: Api, control: Control) -> None:
    sent = await api.ok("sendRichMessage", chat_id=7, rich_message={"markdown": MARKDOWN})
    source = {"chat_id": 7, "from_chat_id": 7, "message_id": sent["message_id"]}
    await api.ok("copyMessage", **source)
    forwarded = await api.ok("forwardMessage", **source)
    copy = (await control.chat(7))[1]
    assert copy["rich_message"] == forwarded["rich_message"] == sent["rich_message"]
    assert forwarded["forward_origin"]["sender_user"]["id"] == 42


async def test_text_becomes_rich_and_text_again(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="plain")
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    rich = await api.ok("editMessageText", **place, rich_message={"html": "<h1>Rich</h1>"})
    assert ("text" in rich, rich["rich_message"]["blocks"][0]["type"]) == (False, "heading")
    plain = await api.ok("editMessageText", **place, text="plain again")
    assert (plain["text"], "rich_message" in plain) == ("plain again", False)


async def test_a_photo_does_not_become_rich(api: Api, control: Control) -> None:
    sent = await api.ok("sendPhoto", chat_id=7, photo="https://a.com/a.jpg")
    told = await api.refused(
        "editMessageText",
        chat_id=7,
        message_id=sent["message_id"],
        rich_message={"html": "<p>x</p>"},
    )
    assert told == "Bad Request: there is no text in the message to edit"


async def test_buttons_inside_are_pressed(api: Api, control: Control) -> None:
    row = '<tg-button-row><tg-button type="callback_data" data="go">Go</tg-button></tg-button-row>'
    await api.ok("sendRichMessage", chat_id=7, rich_message={"html": f"Ready?{row}"})
    async with asyncio.TaskGroup() as group:
        pressed = group.create_task(control.press(7, button="Go"))
        (update,) = await api.ok("getUpdates", timeout=20)
        query = update["callback_query"]
        await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Gone")
    assert (query["data"], pressed.result().text) == ("go", "Gone")


async def test_another_bots_file_is_refused(api: Api, control: Control) -> None:
    sent = await api.of("43:OTHER").ok("sendPhoto", chat_id=7, photo="https://a.com/a.jpg")
    block = {"type": "photo", "photo": {"type": "photo", "media": sent["photo"][-1]["file_id"]}}
    told = await api.refused("sendRichMessage", chat_id=7, rich_message={"blocks": [block]})
    assert told == "Bad Request: wrong file identifier/HTTP URL specified"


@pytest.mark.made_up
async def test_what_a_person_sends_in_need_not_be_whole(api: Api, control: Control) -> None:
    fields: dict[str, Any] = {"blocks": [{"type": "paragraph", "text": "from Ann"}, {"type": "?"}]}
    await control.send(7, "rich_message", **fields)
    (update,) = await api.ok("getUpdates")
    assert update["message"]["rich_message"] == fields
    assert await control.wait_for(7, "from Ann")


async def test_nesting_without_end_is_refused_not_fatal(api: Api, control: Control) -> None:
    deep = "[" * 50_000 + "]" * 50_000
    told = await api.refused("sendRichMessage", chat_id=7, rich_message=deep)
    assert told.startswith("Bad Request: ")
