// The bot's commands: a list above the field, filtered by what stands behind the "/".

import { button, el, show } from "../base/dom.js";

export class CommandMenu {
  #commands = [];
  #shown = [];
  #at = 0;

  /** `send(command)` and `fill(command)`: Enter sends, Tab writes it into the field. */
  constructor({ send, fill }) {
    Object.assign(this, { send, fill });
    this.root = el("div", {
      class: "command-menu",
      attrs: { role: "listbox", id: "command-menu", "aria-label": "Commands of the bot", hidden: true },
      data: { testid: "command-menu" },
    });
    this.root.addEventListener("mousedown", (event) => event.preventDefault());
  }

  has() {
    return this.#commands.length > 0;
  }

  /** True when they are others than before. */
  offer(commands) {
    const changed = JSON.stringify(commands) !== JSON.stringify(this.#commands);
    this.#commands = commands;
    return changed;
  }

  open() {
    return !this.root.hidden;
  }

  /** Follows what is written: open while it is the beginning of a command. */
  follow(text) {
    const typed = /^\/(\w*)$/.exec(text)?.[1];
    this.#show(
      typed === undefined
        ? []
        : this.#commands.filter((each) => each.command.startsWith(typed.toLowerCase())),
    );
  }

  /** The Menu button: everything, or away. */
  toggle() {
    this.#show(this.open() ? [] : this.#commands);
  }

  close() {
    this.#show([]);
  }

  /** True when the key was for the list. */
  key(event) {
    if (!this.open()) return false;
    const count = this.#shown.length;
    const chosen = this.#shown[this.#at];
    const keys = {
      ArrowDown: () => this.#mark((this.#at + 1) % count),
      ArrowUp: () => this.#mark((this.#at - 1 + count) % count),
      Enter: () => this.#choose(chosen),
      Tab: () => this.fill(`/${chosen.command} `),
      Escape: () => this.close(),
    };
    if (!keys[event.key] || event.shiftKey) return false;
    keys[event.key]();
    return true;
  }

  #show(commands) {
    this.#shown = commands;
    this.root.replaceChildren(...commands.map((each, place) => this.#row(each, place)));
    show(this.root, commands.length > 0);
    if (commands.length > 0) this.#mark(0);
  }

  #row(each, place) {
    return button(
      {
        class: "command-row",
        attrs: { role: "option", id: `command-${place}`, tabindex: "-1" },
        on: { click: () => this.#choose(each) },
      },
      el("bdi", { class: "command-name", text: `/${each.command}` }),
      el("bdi", { class: "one-line muted", text: each.description }),
    );
  }

  #mark(place) {
    this.#at = place;
    [...this.root.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
    this.root.children[place].scrollIntoView({ block: "nearest" });
  }

  #choose(each) {
    this.close();
    this.send(`/${each.command}`);
  }
}
