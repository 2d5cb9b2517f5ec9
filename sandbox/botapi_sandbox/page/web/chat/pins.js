// The bar of pinned messages: a tap goes to the one shown and turns to the one before it.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { line } from "../message/kinds.js";

export class PinBar {
  #pinned = [];
  #at = 0;

  /** `find(number)` gives the message if the page has it; `jump(number)` goes there. */
  constructor({ find, jump }) {
    this.find = find;
    this.words = el("bdi", { class: "one-line" });
    this.count = el("span", { class: "pin-count" });
    this.root = button(
      { class: "pin-bar", attrs: { hidden: true }, data: { testid: "pin-bar" } },
      icon("pin"),
      el("span", { class: "pin-words" }, this.count, this.words),
    );
    this.root.addEventListener("click", () => {
      const number = this.#pinned[this.#at];
      this.#at = (this.#at - 1 + this.#pinned.length) % this.#pinned.length;
      this.#show();
      jump(number);
    });
  }

  /** Numbers of the pinned messages, the newest last. */
  update(pinned) {
    if (pinned.join() !== this.#pinned.join()) {
      this.#pinned = [...pinned];
      this.#at = pinned.length - 1;
    }
    this.#show();
  }

  #show() {
    show(this.root, this.#pinned.length > 0);
    if (this.#pinned.length === 0) return;
    const message = this.find(this.#pinned[this.#at]);
    setText(
      this.count,
      this.#pinned.length > 1 ? `Pinned ${this.#at + 1} of ${this.#pinned.length}` : "Pinned",
    );
    setText(this.words, message ? line(message) : "An older message");
  }
}
