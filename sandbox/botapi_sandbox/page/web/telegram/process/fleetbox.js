// Several processes that share bots: which of them serves which bot, and what can be done to each.

import { arrange, el, setText, show } from "../../base/dom.js";
import { panel } from "../panel.js";
import { NodeCard, ServedBot } from "./nodecard.js";

const TICK = 1000; // ms

export function fleetBox(tools) {
  const fleet = new FleetBox(tools);
  tools.store.on("fleet", (event) => fleet.tell(event));
  tools.store.on("bot", () => show(fleet.root, false));
  for (const event of ["roster", "chosen-bot"]) tools.store.on(event, () => fleet.choose());
  setInterval(() => fleet.tick(), TICK);
  return fleet.root;
}

class FleetBox {
  #cards = new Map(); // name → NodeCard
  #homeless = new Map(); // id of a bot → ServedBot
  #served = new Map(); // id of a bot → the name of its process
  #told = 0; // ms of the page's clock: when the newest event came

  constructor(tools) {
    Object.assign(this, { tools, store: tools.store });
    this.news = el("p", { class: "visually-hidden", attrs: { role: "status" } });
    this.list = el("ul", { class: "nodes" });
    this.others = el("ul", { class: "node-bots", attrs: { "aria-label": "Bots that nobody serves" } });
    this.nobody = el("div", {}, el("p", { class: "muted panel-note", text: "Nobody serves:" }), this.others);
    this.root = panel("fleet-box", "Processes and their bots", this.news, this.list, this.nobody);
    show(this.root, false);
  }

  tell({ processes, bots }) {
    this.#told = performance.now();
    show(this.root, true);
    const shown = processes.map((process) => {
      const card = this.#card(process.name);
      card.tell(process, bots.filter((bot) => bot.process === process.name));
      return card.root;
    });
    arrange(this.list, shown);
    this.#tellHomeless(bots.filter((bot) => bot.process === null));
    this.#announce(bots);
    this.tick();
    this.choose();
  }

  tick() {
    const passed = (performance.now() - this.#told) / 1000;
    const speed = this.store.hello?.speed ?? 1;
    for (const card of this.#cards.values()) card.tick(passed, speed);
    for (const bot of this.#homeless.values()) bot.tick(passed * speed);
  }

  choose() {
    const chosen = this.store.theBot()?.id ?? null;
    for (const card of this.#cards.values()) card.chosen(chosen);
    for (const [id, bot] of this.#homeless) bot.chosen(id === chosen);
  }

  #card(name) {
    if (!this.#cards.has(name)) this.#cards.set(name, new NodeCard(name, this.tools));
    return this.#cards.get(name);
  }

  #tellHomeless(bots) {
    const there = new Set(bots.map(({ id }) => id));
    for (const id of this.#homeless.keys()) if (!there.has(id)) this.#homeless.delete(id);
    const shown = bots.map((bot) => {
      if (!this.#homeless.has(bot.id)) this.#homeless.set(bot.id, new ServedBot(bot.id, this.tools));
      return this.#homeless.get(bot.id).tell({ ...bot, since: null }, null);
    });
    arrange(this.others, shown);
    show(this.nobody, shown.length > 0);
  }

  // What has changed hands is read out.
  #announce(bots) {
    const moved = bots.filter(({ id, process }) => process && process !== (this.#served.get(id) ?? process));
    if (moved.length > 0)
      setText(this.news, moved.map(({ name, process }) => `${name}: now ${process}`).join(", "));
    this.#served = new Map(bots.map(({ id, process }) => [id, process]));
  }
}
