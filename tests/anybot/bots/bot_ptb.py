"""The small bot in python-telegram-bot."""

import os

from telegram import (
    BotCommand,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    Update,
)
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    PollAnswerHandler,
    filters,
)

API, TOKEN = os.environ["API"], os.environ["TOKEN"]
PORT, SECRET = int(os.environ["PORT"]), "a-secret"
PICTURE = "https://example.com/a.jpg"
Context = ContextTypes.DEFAULT_TYPE


async def start(update: Update, _context: Context) -> None:
    go = InlineKeyboardButton("Go", callback_data="go")
    site = InlineKeyboardButton("Site", url="https://example.com")
    keyboard = InlineKeyboardMarkup([[go, site]])
    await update.message.reply_text("<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard)


async def keys(update: Update, _context: Context) -> None:
    keyboard = ReplyKeyboardMarkup([["Tea", "Coffee"]], resize_keyboard=True)
    await update.message.reply_text("What will it be?", reply_markup=keyboard)


async def tea(update: Update, _context: Context) -> None:
    await update.message.reply_text("You chose Tea", reply_markup=ReplyKeyboardRemove())


async def media(update: Update, _context: Context) -> None:
    await update.message.reply_photo(PICTURE, caption="A picture")
    await update.message.reply_document(b"bytes", filename="notes.txt", caption="A file")


async def album(update: Update, _context: Context) -> None:
    pictures = [InputMediaPhoto(PICTURE), InputMediaPhoto(b"picture", filename="b.jpg")]
    await update.message.reply_media_group(pictures, caption="An album")


async def poll(update: Update, _context: Context) -> None:
    await update.message.reply_poll("Tea or coffee?", ["Tea", "Coffee"], is_anonymous=False)


async def voted(update: Update, context: Context) -> None:
    answer = update.poll_answer
    await context.bot.send_message(answer.user.id, f"Voted: {list(answer.option_ids)}")


async def edit(update: Update, _context: Context) -> None:
    sent = await update.message.reply_text("Before")
    await sent.edit_text("After")


async def go(update: Update, _context: Context) -> None:
    await update.callback_query.answer("Went", show_alert=True)
    await update.callback_query.edit_message_text("Gone")


async def photo(update: Update, _context: Context) -> None:
    file = await update.message.photo[-1].get_file()
    data = await file.download_as_bytearray()
    words = f"Got a photo of {len(data)} bytes, {update.message.caption}"
    await update.message.reply_text(words, do_quote=True)


async def edited(update: Update, _context: Context) -> None:
    await update.edited_message.reply_text(f"Edited: {update.edited_message.text}")


async def begin(app: Application) -> None:
    await app.bot.set_my_commands([BotCommand("start", "Begin")])


def main() -> None:
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{API}/bot")
    app = builder.base_file_url(f"{API}/file/bot").post_init(begin).build()
    new = filters.UpdateType.MESSAGE
    for name, handler in (
        ("start", start),
        ("keys", keys),
        ("media", media),
        ("album", album),
        ("poll", poll),
        ("edit", edit),
    ):
        app.add_handler(CommandHandler(name, handler, filters=new))
    app.add_handler(MessageHandler(new & filters.Text(["Tea"]), tea))
    app.add_handler(MessageHandler(new & filters.PHOTO, photo))
    app.add_handler(MessageHandler(filters.UpdateType.EDITED_MESSAGE, edited))
    app.add_handler(CallbackQueryHandler(go, "^go$"))
    app.add_handler(PollAnswerHandler(voted))
    if os.environ["MODE"] == "polling":
        app.run_polling(allowed_updates=Update.ALL_TYPES)
    else:
        app.run_webhook(
            listen="127.0.0.1",
            port=PORT,
            url_path="hook",
            secret_token=SECRET,
            webhook_url=f"http://127.0.0.1:{PORT}/hook",
            allowed_updates=Update.ALL_TYPES,
        )


if __name__ == "__main__":
    main()
