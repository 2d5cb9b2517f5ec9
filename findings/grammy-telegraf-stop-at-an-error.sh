#!/usr/bin/env bash
# guess: an error in one handler costs that one update, as in aiogram and python-telegram-bot: it is
#   logged, and the next update is handled.
# seen: without bot.catch a single error ends the polling of grammY and of Telegraf: bot.start() and
#   bot.launch() reject, and the next update is never handled.
# with: grammy@1.46.0, telegraf@4.16.3
# source: grammY: out/bot.js, the default errorHandler ("No error handler was set! … Stopping bot"),
#   and https://grammy.dev/guide/errors; Telegraf: src/telegraf.ts, the default handleError throws
# matters: whoever comes from another library: one person's odd message silences the bot for all.
#   Set bot.catch before anything else.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
command -v node >/dev/null && command -v npm >/dev/null || exit 2
(cd "$dir" && npm install --silent --no-audit --no-fund --ignore-scripts \
    grammy@1.46.0 telegraf@4.16.3 >/dev/null) || exit 2
cat >"$dir/try.mjs" <<'JS'
import { createServer } from "node:http";
import { Bot } from "grammy";
import { Telegraf } from "telegraf";

console.error = () => {}; // what the libraries say about the error themselves
const ME = { id: 42, is_bot: true, first_name: "Bot", username: "test_bot" };
const ANN = { id: 7, is_bot: false, first_name: "Ann" };
const CHAT = { id: 7, type: "private", first_name: "Ann" };

const said = (number) => ({
  update_id: number,
  message: { message_id: number, date: 1, chat: CHAT, from: ANN, text: `number ${number}` },
});

// Two updates, one in each answer, then none.
function server() {
  const waiting = [said(1), said(2)];
  const made = createServer(async (request, response) => {
    for await (const _part of request);
    let result = true;
    if (request.url.endsWith("/getMe")) result = ME;
    if (request.url.endsWith("/getUpdates")) {
      result = waiting.splice(0, 1);
      if (!result.length) await new Promise((done) => setTimeout(done, 200));
    }
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ ok: true, result }));
  });
  return new Promise((done) => made.listen(0, "127.0.0.1", () => done(made)));
}

async function tried(make, run, careful) {
  const made = await server();
  const bot = make(`http://127.0.0.1:${made.address().port}`);
  const handled = [];
  bot.on("message", (ctx) => {
    handled.push(ctx.message.message_id);
    if (ctx.message.message_id === 1) throw new Error("a mistake in a handler");
  });
  if (careful) bot.catch(() => {});
  let ended = false;
  const running = run(bot).then(
    () => {},
    () => (ended = true),
  );
  await Promise.race([running, new Promise((done) => setTimeout(done, 3000))]);
  if (!ended) await bot.stop();
  made.closeAllConnections();
  made.close();
  return { handled, ended };
}

const grammy = (apiRoot) => new Bot("42:TEST", { client: { apiRoot } });
const telegraf = (apiRoot) => new Telegraf("42:TEST", { telegram: { apiRoot } });
let same = true;
for (const [name, make, run] of [
  ["grammY", grammy, (bot) => bot.start()],
  ["Telegraf", telegraf, (bot) => bot.launch()],
]) {
  for (const careful of [false, true]) {
    const { handled, ended } = await tried(make, run, careful);
    console.log(`${name}, bot.catch: ${careful}: handled ${handled}, polling ended: ${ended}`);
    same &&= ended === !careful && handled.join() === (careful ? "1,2" : "1");
  }
}
process.exit(same ? 0 : 1);
JS
timeout 60 node "$dir/try.mjs"
