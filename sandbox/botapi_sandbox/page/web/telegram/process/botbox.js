// The bot as a process: kill it the hard way, stop it, start it again, and read what it says.

import { el, setText, show } from "../../base/dom.js";
import { panel } from "../panel.js";
import { processControls } from "./controls.js";
import { detailWords, stateWords } from "./life.js";
import { processLog } from "./processlog.js";

const TICK = 1000; // ms

export function botBox(tools) {
  const { store } = tools;
  const state = el("p", { class: "bot-state", attrs: { role: "status" } });
  const detail = el("p", { class: "muted number bot-detail" });
  const controls = processControls(tools, {});
  const log = processLog("What the bot says");
  const root = panel(
    "bot-box",
    "The bot",
    el("div", { class: "bot-line" }, el("span", { class: "bot-lamp" }), state, detail),
    controls.root,
    log.root,
  );

  let told = 0; // ms of the page's clock: when the newest event came
  const tick = () =>
    store.bot && setText(detail, detailWords(store.bot, (performance.now() - told) / 1000));
  setInterval(tick, TICK);
  store.on("bot", (bot) => {
    told = performance.now();
    show(root, true);
    root.dataset.state = bot.state;
    setText(state, stateWords(bot));
    tick();
    controls.tell(bot);
    log.tell(bot);
  });
  store.on("fleet", () => show(root, false));
  return root;
}
