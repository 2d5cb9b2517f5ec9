// Where the composer would be: START before the first word, UNBLOCK behind a block.

import { button, el, setText, show } from "../base/dom.js";

export class StartBar {
  constructor({ start, unblock }) {
    this.start = button({
      class: "start-button",
      text: "START",
      data: { testid: "start-button" },
      on: { click: start },
    });
    this.unblock = button({
      class: "start-button",
      text: "UNBLOCK THE BOT",
      data: { testid: "unblock" },
      on: { click: unblock },
    });
    this.gone = el("p", { class: "gone", text: "This account is deleted. Nobody writes here any more." });
    this.root = el(
      "div",
      { class: "start-bar", attrs: { hidden: true } },
      this.start,
      this.unblock,
      this.gone,
    );
  }

  focus() {
    [this.start, this.unblock].find((part) => !part.hidden)?.focus();
  }

  /** Returns whether it stands in the composer's place. */
  update({ standing, room }) {
    const wanted = room
      ? null
      : { stranger: this.start, blocked: this.unblock, deactivated: this.gone }[standing];
    for (const part of [this.start, this.unblock, this.gone]) show(part, part === wanted);
    show(this.root, Boolean(wanted));
    return Boolean(wanted);
  }
}

/** What stands in an empty chat. */
export class EmptyChat {
  constructor() {
    this.name = el("bdi", { class: "empty-name" });
    this.words = el("p", { class: "muted" });
    this.root = el(
      "div",
      { class: "empty-chat", attrs: { hidden: true } },
      el("div", { class: "empty-card" }, this.name, this.words),
    );
  }

  /** `nobody`: the chat is of somebody who is not in this sandbox. */
  update({ empty, bot, standing, nobody }) {
    show(this.root, empty);
    setText(this.name, nobody ? "Nobody here" : (bot?.name ?? "No bot yet"));
    setText(this.words, nobody ? "This sandbox knows no such chat." : wordsFor(bot, standing));
  }
}

function wordsFor(bot, standing) {
  if (!bot) return "Point a bot at this sandbox: it appears here with its first call.";
  return standing === "stranger" ? "Press START to talk to it." : "No messages here yet.";
}
