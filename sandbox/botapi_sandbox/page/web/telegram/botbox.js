// The bot as a process: kill it the hard way, stop it, start it again, and read what it says.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { lasting } from "../base/numbers.js";
import { panel } from "./panel.js";

const NEAR = 24; // px from the end of the log that count as "at its end"
const SILENT = 5; // seconds without a call that are worth a word
const TICK = 1000; // ms

export function botBox({ store, api, toasts }) {
  const state = el("p", { class: "bot-state", attrs: { role: "status" } });
  const detail = el("p", { class: "muted number bot-detail" });
  const act = (verb) => async () => {
    try {
      await api.verb(verb);
    } catch (error) {
      toasts.failed(error);
    }
  };
  const kill = control(
    "kill-bot",
    "button button-danger",
    "skull",
    "Kill it (kill -9)",
    act("kill_bot"),
  );
  const stop = control("stop-bot", "button", "stop", "Stop it (SIGTERM)", act("stop_bot"));
  const startWords = el("span", { text: "Start it again" });
  const start = control("start-bot", "button button-main", "play", startWords, act("start_bot"));
  const actions = el("div", { class: "bot-actions" }, kill, stop, start);
  const log = logBox();
  const root = panel(
    "bot-box",
    "The bot",
    el("div", { class: "bot-line" }, el("span", { class: "bot-lamp" }), state, detail),
    actions,
    log.root,
  );

  let told = 0; // ms of the page's clock: when the newest event came
  const tick = () =>
    store.bot && setText(detail, detailWords(store.bot, (performance.now() - told) / 1000));
  setInterval(tick, TICK);
  store.on("bot", (bot) => {
    told = performance.now();
    root.dataset.state = bot.state;
    setText(state, stateWords(bot));
    tick();
    show(actions, bot.state !== "none");
    show(kill, bot.state === "running");
    show(stop, bot.state === "running");
    show(start, bot.state === "ended");
    setText(startWords, bot.how === null ? "Start it" : "Start it again");
    log.tell(bot);
  });
  return root;
}

function control(testid, names, picture, words, click) {
  return button({ class: names, data: { testid }, on: { click } }, icon(picture), words);
}

function stateWords({ state, how, code }) {
  if (state === "running") return "Running";
  if (state === "none") return "This sandbox did not start a bot, so there is none it could kill.";
  if (how === "killed") return "Killed";
  if (how === "stopped") return "Stopped";
  if (how === null) return "Not started yet";
  return code === null || code === undefined ? "Ended by itself" : `Ended by itself, code ${code}`;
}

// `passed`: seconds since the event; the event itself comes only when something changed.
function detailWords({ state, pid, since, silent_for: silent }, passed) {
  const words = [];
  if (state === "running" && pid) words.push(`process ${pid}`);
  if (state !== "none" && typeof since === "number") {
    const whole = lasting(Math.floor(since + passed));
    words.push(state === "running" ? `for ${whole}` : `${whole} ago`);
  }
  if (silent >= SILENT) words.push(`silent for ${lasting(silent)}`);
  return words.join(" · ");
}

// Follows its end unless somebody has scrolled up to read.
function logBox() {
  const lines = el("pre", {
    class: "log-lines",
    attrs: { tabindex: "0", "aria-label": "What the bot says" },
  });
  const newest = el("span", { class: "log-newest one-line muted" });
  const root = el(
    "details",
    { class: "log" },
    el("summary", {}, el("span", { text: "Log" }), newest),
    lines,
  );
  let following = true;
  lines.addEventListener("scroll", () => {
    following = lines.scrollHeight - lines.scrollTop - lines.clientHeight < NEAR;
  });
  const follow = () => {
    if (following && root.open) lines.scrollTop = lines.scrollHeight;
  };
  root.addEventListener("toggle", follow);
  return {
    root,
    tell({ state, log }) {
      const text = (log ?? []).join("\n");
      show(root, state !== "none" || text !== "");
      if (lines.textContent === text) return;
      lines.textContent = text;
      setText(newest, log.at(-1));
      follow();
    },
  };
}
