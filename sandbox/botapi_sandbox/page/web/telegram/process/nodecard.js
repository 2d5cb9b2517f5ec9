// One of several processes: how it is, which bots it serves, and what can be done to it.

import { arrange, button, el, setAttribute, setText, show } from "../../base/dom.js";
import { lasting } from "../../base/numbers.js";
import { processControls } from "./controls.js";
import { detailWords, stateWords } from "./life.js";
import { processLog } from "./processlog.js";

const WAITS = { frozen: "stands still", ended: "waits for another" };

export class NodeCard {
  #bots = new Map(); // id → ServedBot
  #process = null;

  constructor(name, tools) {
    this.tools = tools;
    this.state = el("span", { class: "bot-state" });
    this.detail = el("span", { class: "muted number bot-detail" });
    this.served = el("ul", { class: "node-bots", attrs: { "aria-label": `Bots of ${name}` } });
    this.idle = el("p", { class: "muted panel-note", text: "It serves no bot" });
    this.controls = processControls(tools, { name, freezes: true });
    this.log = processLog(`What ${name} says`);
    this.root = el(
      "li",
      { class: "node", data: { testid: `node-${name}` } },
      el(
        "div",
        { class: "bot-line" },
        el("span", { class: "bot-lamp" }),
        el("h3", { class: "node-name", text: name }),
        this.state,
        this.detail,
      ),
      this.served,
      this.idle,
      this.controls.root,
      this.log.root,
    );
  }

  tell(process, bots) {
    this.#process = process;
    this.root.dataset.state = process.state;
    setText(this.state, stateWords(process));
    setAttribute(this.state, "title", process.pid ? `Process ${process.pid}` : null);
    this.controls.tell(process);
    this.log.tell(process);
    const waits = WAITS[process.state] ?? null;
    const shown = bots.map((bot) => this.#bot(bot).tell(bot, waits));
    const there = new Set(bots.map(({ id }) => id));
    for (const id of this.#bots.keys()) if (!there.has(id)) this.#bots.delete(id);
    arrange(this.served, shown);
    show(this.served, shown.length > 0);
    show(this.idle, shown.length === 0 && process.state === "running");
  }

  // `passed`: seconds since the newest event; of bots in the sandbox's own time.
  tick(passed, speed) {
    if (this.#process) setText(this.detail, detailWords({ ...this.#process, pid: null }, passed));
    for (const bot of this.#bots.values()) bot.tick(passed * speed);
  }

  chosen(botId) {
    for (const [id, bot] of this.#bots) bot.chosen(id === botId);
  }

  #bot({ id }) {
    if (!this.#bots.has(id)) this.#bots.set(id, new ServedBot(id, this.tools));
    return this.#bots.get(id);
  }
}

// A bot's line; a tap makes it the one whose chats are shown.
export class ServedBot {
  #bot = null;
  #waits = null;

  constructor(id, { store }) {
    this.name = el("span", { class: "one-line served-name", attrs: { dir: "auto" } });
    this.detail = el("span", { class: "muted number served-detail" });
    this.button = button(
      {
        class: "served",
        data: { testid: `served-${id}` },
        attrs: { title: "Show the chats of this bot" },
        on: { click: () => store.chooseBot(id) },
      },
      this.name,
      this.detail,
    );
    this.root = el("li", {}, this.button);
  }

  tell(bot, waits) {
    this.#bot = bot;
    this.#waits = waits;
    setText(this.name, bot.name);
    this.button.classList.toggle("is-waiting", waits !== null);
    return this.root;
  }

  tick(passed) {
    const { epoch, since } = this.#bot;
    const words = [];
    if (epoch) words.push(`epoch ${epoch}`);
    if (this.#waits) words.push(this.#waits);
    else if (typeof since === "number") words.push(`for ${lasting(Math.floor(since + passed))}`);
    setText(this.detail, words.join(" · "));
  }

  chosen(is) {
    setAttribute(this.button, "aria-pressed", String(is));
  }
}
