// What went to many: how many have it, who got it twice, who is still without it.

import { arrange, button, el, setAttribute, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { counted, grouped } from "../base/numbers.js";
import { panel } from "./panel.js";
import { whoBox } from "./whobox.js";

export function spread(tools) {
  const cards = new Map(); // content → Card
  const list = el("ul", { class: "spread" });
  const nothing = el("p", {
    class: "muted panel-note",
    text: "As soon as ten chats have got the same message, it is shown here.",
  });
  tools.store.on("spread", ({ items }) => {
    const shown = items.map((item) => {
      const card = cards.get(item.content) ?? new Card(item.content, tools);
      cards.set(item.content, card);
      card.update(item, tools.store);
      return card.root;
    });
    for (const content of cards.keys())
      if (!items.some((item) => item.content === content)) cards.delete(content);
    arrange(list, shown);
    show(nothing, items.length === 0);
  });
  return panel("spread-panel", "What went to many", list, nothing);
}

class Card {
  constructor(content, tools) {
    this.bot = el("p", { class: "spread-bot one-line muted", attrs: { dir: "auto" } });
    this.words = el("p", { class: "spread-words one-line", attrs: { dir: "auto" } });
    this.got = el("span", { class: "number spread-got" });
    this.bar = el("span", { class: "spread-bar" });
    this.twice = button({
      class: "verdict",
      on: { click: () => whoBox("Got it twice", "twice", content, tools) },
    });
    this.without = button({
      class: "verdict",
      on: { click: () => whoBox("Still without it", "without", content, tools) },
    });
    this.root = el(
      "li",
      { class: "spread-item", data: { testid: "spread-item" } },
      this.bot,
      this.words,
      this.got,
      el("span", { class: "spread-track", attrs: { "aria-hidden": "true" } }, this.bar),
      el("div", { class: "verdicts" }, this.twice, this.without),
    );
  }

  // All who are active stand in for everybody while those without it are still being counted.
  // `counted`: how many had it when those without it were counted; only when no more have it since
  // do the two numbers belong together.
  update({ bot, words, chats, twice, asked, without, counted: then }, store) {
    const { bots } = store.roster;
    const active = store.pulse?.people.active ?? 0;
    const all = without !== null && then === chats ? chats + without : null;
    setText(this.bot, bots.find(({ id }) => id === bot)?.name);
    show(this.bot, bots.length > 1);
    setText(this.words, words);
    setText(this.got, `${grouped(chats)}${all === null ? "" : ` of ${grouped(all)}`} got it`);
    const share = Math.min(1, chats / Math.max(1, all ?? active));
    setAttribute(this.root, "data-done", without === 0);
    this.bar.style.width = `${Math.floor(share * 1000) / 10}%`;
    verdict(
      this.twice,
      twice === 0,
      (twice === 0 ? "nobody twice" : `${counted(twice, "chat", "chats")} twice`) + beforehand(asked),
      "bad",
    );
    if (without === null) verdict(this.without, null, "counting who is without it…", "open");
    else
      verdict(
        this.without,
        without === 0,
        without === 0 ? "nobody missed" : `${grouped(without)} still without it`,
        "open",
      );
  }
}

// Previews and tests that somebody asked the bot for are no duplicates.
function beforehand(asked) {
  return asked ? ` · ${grouped(asked)} saw it beforehand` : "";
}

// Good news is green with a tick; what can be looked at in detail is a button.
function verdict(node, good, words, otherwise) {
  const state = good ? "good" : otherwise;
  if (node.dataset.state === state && node.lastChild?.textContent === words) return;
  node.dataset.state = state;
  node.disabled = good !== false;
  node.replaceChildren(
    ...(good ? [icon("check")] : state === "bad" ? [icon("close")] : []),
    el("span", { text: words }),
  );
}
