// The small bot in grammY.

import { createServer } from "node:http";
import { Bot, InlineKeyboard, InputFile, InputMediaBuilder, Keyboard, webhookCallback } from "grammy";

const { API, TOKEN, MODE, PORT } = process.env;
const SECRET = "a-secret";
const PICTURE = "https://example.com/a.jpg";
const KINDS = ["message", "edited_message", "callback_query", "poll_answer"];

const bot = new Bot(TOKEN, { client: { apiRoot: API } });

bot.command("start", (ctx) =>
  ctx.reply("<b>Hello</b>", {
    parse_mode: "HTML",
    reply_markup: new InlineKeyboard().text("Go", "go").url("Site", "https://example.com"),
  }),
);
bot.command("keys", (ctx) =>
  ctx.reply("What will it be?", {
    reply_markup: new Keyboard().text("Tea").text("Coffee").resized(),
  }),
);
bot.hears("Tea", (ctx) => ctx.reply("You chose Tea", { reply_markup: { remove_keyboard: true } }));
bot.command("media", async (ctx) => {
  await ctx.replyWithPhoto(PICTURE, { caption: "A picture" });
  const file = new InputFile(new TextEncoder().encode("bytes"), "notes.txt");
  await ctx.replyWithDocument(file, { caption: "A file" });
});
bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([
    InputMediaBuilder.photo(PICTURE, { caption: "An album" }),
    InputMediaBuilder.photo(new InputFile(new TextEncoder().encode("picture"), "b.jpg")),
  ]),
);
bot.command("poll", (ctx) =>
  ctx.replyWithPoll("Tea or coffee?", [{ text: "Tea" }, { text: "Coffee" }], {
    is_anonymous: false,
  }),
);
bot.on("poll_answer", (ctx) =>
  ctx.api.sendMessage(ctx.pollAnswer.user.id, `Voted: [${ctx.pollAnswer.option_ids.join(", ")}]`),
);
bot.command("edit", async (ctx) => {
  const sent = await ctx.reply("Before");
  await ctx.api.editMessageText(sent.chat.id, sent.message_id, "After");
});
bot.callbackQuery("go", async (ctx) => {
  await ctx.answerCallbackQuery({ text: "Went", show_alert: true });
  await ctx.editMessageText("Gone");
});
bot.on("message:photo", async (ctx) => {
  const file = await ctx.getFile();
  const data = await fetch(`${API}/file/bot${TOKEN}/${file.file_path}`);
  const size = (await data.arrayBuffer()).byteLength;
  await ctx.reply(`Got a photo of ${size} bytes, ${ctx.message.caption}`, {
    reply_parameters: { message_id: ctx.message.message_id },
  });
});
bot.on("edited_message", (ctx) => ctx.reply(`Edited: ${ctx.editedMessage.text}`));

await bot.api.setMyCommands([{ command: "start", description: "Begin" }]);
if (MODE === "polling") {
  process.once("SIGTERM", () => bot.stop());
  await bot.start({ allowed_updates: KINDS });
} else {
  createServer(webhookCallback(bot, "http", { secretToken: SECRET })).listen(PORT, "127.0.0.1");
  await bot.api.setWebhook(`http://127.0.0.1:${PORT}/hook`, {
    secret_token: SECRET,
    allowed_updates: KINDS,
  });
}
