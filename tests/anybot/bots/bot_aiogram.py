"""The small bot in aiogram."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    Message,
    PollAnswer,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

API, TOKEN = os.environ["API"], os.environ["TOKEN"]
PORT, SECRET = int(os.environ["PORT"]), "a-secret"
PICTURE = "https://example.com/a.jpg"

dp = Dispatcher()


@dp.message(CommandStart())
async def start(message: Message) -> None:
    go = InlineKeyboardButton(text="Go", callback_data="go")
    site = InlineKeyboardButton(text="Site", url="https://example.com")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[go, site]])
    await message.answer("<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard)


@dp.message(Command("keys"))
async def keys(message: Message) -> None:
    rows = [[KeyboardButton(text="Tea"), KeyboardButton(text="Coffee")]]
    keyboard = ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True)
    await message.answer("What will it be?", reply_markup=keyboard)


@dp.message(F.text == "Tea")
async def tea(message: Message) -> None:
    await message.answer("You chose Tea", reply_markup=ReplyKeyboardRemove())


@dp.message(Command("media"))
async def media(message: Message) -> None:
    await message.answer_photo(PICTURE, caption="A picture")
    await message.answer_document(BufferedInputFile(b"bytes", "notes.txt"), caption="A file")


@dp.message(Command("album"))
async def album(message: Message) -> None:
    uploaded = BufferedInputFile(b"picture", "b.jpg")
    await message.answer_media_group(
        [InputMediaPhoto(media=PICTURE, caption="An album"), InputMediaPhoto(media=uploaded)]
    )


@dp.message(Command("poll"))
async def poll(message: Message) -> None:
    await message.answer_poll("Tea or coffee?", ["Tea", "Coffee"], is_anonymous=False)


@dp.poll_answer()
async def voted(answer: PollAnswer, bot: Bot) -> None:
    await bot.send_message(answer.user.id, f"Voted: {answer.option_ids}")


@dp.message(Command("edit"))
async def edit(message: Message) -> None:
    sent = await message.answer("Before")
    await sent.edit_text("After")


@dp.callback_query(F.data == "go")
async def go(query: CallbackQuery) -> None:
    await query.answer("Went", show_alert=True)
    await query.message.edit_text("Gone")


@dp.message(F.photo)
async def photo(message: Message, bot: Bot) -> None:
    file = await bot.get_file(message.photo[-1].file_id)
    data = await bot.download_file(file.file_path)
    await message.reply(f"Got a photo of {len(data.read())} bytes, {message.caption}")


@dp.edited_message()
async def edited(message: Message) -> None:
    await message.answer(f"Edited: {message.text}")


async def main() -> None:
    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(API)))
    await bot.set_my_commands([BotCommand(command="start", description="Begin")])
    if os.environ["MODE"] == "polling":
        await dp.start_polling(bot, handle_signals=True)
        return
    app = web.Application()
    SimpleRequestHandler(dp, bot, secret_token=SECRET).register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", PORT).start()
    used = dp.resolve_used_update_types()
    await bot.set_webhook(
        f"http://127.0.0.1:{PORT}/hook", secret_token=SECRET, allowed_updates=used
    )
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
