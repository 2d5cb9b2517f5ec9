"""The small bot in pyTelegramBotAPI."""

import os
import signal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import telebot
from telebot import apihelper, types

API, TOKEN = os.environ["API"], os.environ["TOKEN"]
PORT, SECRET = int(os.environ["PORT"]), "a-secret"
PICTURE = "https://example.com/a.jpg"

apihelper.API_URL = API + "/bot{0}/{1}"
apihelper.FILE_URL = API + "/file/bot{0}/{1}"
bot = telebot.TeleBot(TOKEN)


@bot.message_handler(commands=["start"])
def start(message):
    keyboard = types.InlineKeyboardMarkup()
    keyboard.add(
        types.InlineKeyboardButton("Go", callback_data="go"),
        types.InlineKeyboardButton("Site", url="https://example.com"),
    )
    bot.send_message(message.chat.id, "<b>Hello</b>", parse_mode="HTML", reply_markup=keyboard)


@bot.message_handler(commands=["keys"])
def keys(message):
    keyboard = types.ReplyKeyboardMarkup(resize_keyboard=True)
    keyboard.add("Tea", "Coffee")
    bot.send_message(message.chat.id, "What will it be?", reply_markup=keyboard)


@bot.message_handler(func=lambda message: message.text == "Tea")
def tea(message):
    remove = types.ReplyKeyboardRemove()
    bot.send_message(message.chat.id, "You chose Tea", reply_markup=remove)


@bot.message_handler(commands=["media"])
def media(message):
    bot.send_photo(message.chat.id, PICTURE, caption="A picture")
    bot.send_document(message.chat.id, b"bytes", visible_file_name="notes.txt", caption="A file")


@bot.message_handler(commands=["album"])
def album(message):
    pictures = [types.InputMediaPhoto(PICTURE, caption="An album"), types.InputMediaPhoto(b"pic")]
    bot.send_media_group(message.chat.id, pictures)


@bot.message_handler(commands=["poll"])
def poll(message):
    options = [types.InputPollOption("Tea"), types.InputPollOption("Coffee")]
    bot.send_poll(message.chat.id, "Tea or coffee?", options, is_anonymous=False)


@bot.poll_answer_handler()
def voted(answer):
    bot.send_message(answer.user.id, f"Voted: {answer.option_ids}")


@bot.message_handler(commands=["edit"])
def edit(message):
    sent = bot.send_message(message.chat.id, "Before")
    bot.edit_message_text("After", sent.chat.id, sent.message_id)


@bot.callback_query_handler(func=lambda query: query.data == "go")
def go(query):
    bot.answer_callback_query(query.id, "Went", show_alert=True)
    bot.edit_message_text("Gone", query.message.chat.id, query.message.message_id)


@bot.message_handler(content_types=["photo"])
def photo(message):
    file = bot.get_file(message.photo[-1].file_id)
    data = bot.download_file(file.file_path)
    bot.reply_to(message, f"Got a photo of {len(data)} bytes, {message.caption}")


@bot.edited_message_handler(func=lambda message: True)
def edited(message):
    bot.send_message(message.chat.id, f"Edited: {message.text}")


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        good = self.headers.get("X-Telegram-Bot-Api-Secret-Token") == SECRET
        if good:
            bot.process_new_updates([types.Update.de_json(body)])
        self.send_response(200 if good else 403)
        self.end_headers()

    def log_message(self, *_words):
        pass


def main():
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))
    bot.set_my_commands([types.BotCommand("start", "Begin")])
    kinds = telebot.util.update_types
    if os.environ["MODE"] == "polling":
        bot.infinity_polling(allowed_updates=kinds, timeout=5)
        return
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Hook)
    address = f"http://127.0.0.1:{PORT}/hook"
    bot.set_webhook(address, secret_token=SECRET, allowed_updates=kinds)
    server.serve_forever()


if __name__ == "__main__":
    main()
