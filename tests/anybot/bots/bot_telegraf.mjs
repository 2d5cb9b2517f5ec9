// The small bot in Telegraf. By webhook it answers in the webhook's own answer where it can.

import { createServer } from "node:http";
import { Input, Markup, Telegraf } from "telegraf";
import { editedMessage, message } from "telegraf/filters";

const { API, TOKEN, MODE, PORT } = process.env;
const SECRET = "a-secret";
const PICTURE = "https://example.com/a.jpg";
const KINDS = ["message", "edited_message", "callback_query", "poll_answer"];

const bot = new Telegraf(TOKEN, { telegram: { apiRoot: API } });

bot.start((ctx) =>
  ctx.reply("<b>Hello</b>", {
    parse_mode: "HTML",
    ...Markup.inlineKeyboard([
      Markup.button.callback("Go", "go"),
      Markup.button.url("Site", "https://example.com"),
    ]),
  }),
);
bot.command("keys", (ctx) =>
  ctx.reply("What will it be?", Markup.keyboard([["Tea", "Coffee"]]).resize()),
);
bot.hears("Tea", (ctx) => ctx.reply("You chose Tea", Markup.removeKeyboard()));
bot.command("media", async (ctx) => {
  await ctx.replyWithPhoto(PICTURE, { caption: "A picture" });
  const file = Input.fromBuffer(Buffer.from("bytes"), "notes.txt");
  await ctx.replyWithDocument(file, { caption: "A file" });
});
bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([
    { type: "photo", media: PICTURE, caption: "An album" },
    { type: "photo", media: Input.fromBuffer(Buffer.from("picture"), "b.jpg") },
  ]),
);
bot.command("poll", (ctx) =>
  ctx.replyWithPoll("Tea or coffee?", ["Tea", "Coffee"], { is_anonymous: false }),
);
bot.on("poll_answer", (ctx) =>
  ctx.telegram.sendMessage(
    ctx.pollAnswer.user.id,
    `Voted: [${ctx.pollAnswer.option_ids.join(", ")}]`,
  ),
);
bot.command("edit", async (ctx) => {
  const sent = await ctx.telegram.sendMessage(ctx.chat.id, "Before");
  await ctx.telegram.editMessageText(sent.chat.id, sent.message_id, undefined, "After");
});
bot.action("go", async (ctx) => {
  await ctx.answerCbQuery("Went", { show_alert: true });
  await ctx.editMessageText("Gone");
});
bot.on(message("photo"), async (ctx) => {
  const link = await ctx.telegram.getFileLink(ctx.message.photo.at(-1).file_id);
  const size = (await (await fetch(link)).arrayBuffer()).byteLength;
  await ctx.reply(`Got a photo of ${size} bytes, ${ctx.message.caption}`, {
    reply_parameters: { message_id: ctx.message.message_id },
  });
});
bot.on(editedMessage("text"), (ctx) => ctx.reply(`Edited: ${ctx.editedMessage.text}`));

await bot.telegram.setMyCommands([{ command: "start", description: "Begin" }]);
if (MODE === "polling") {
  process.once("SIGTERM", () => bot.stop());
  await bot.launch({ allowedUpdates: KINDS });
} else {
  createServer(bot.webhookCallback("/hook", { secretToken: SECRET })).listen(PORT, "127.0.0.1");
  await bot.telegram.setWebhook(`http://127.0.0.1:${PORT}/hook`, {
    secret_token: SECRET,
    allowed_updates: KINDS,
  });
}
