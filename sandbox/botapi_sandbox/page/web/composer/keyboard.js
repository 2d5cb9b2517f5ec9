// The keyboard a bot puts in place of the person's own (ReplyKeyboardMarkup).

import { button, el, show } from "../base/dom.js";

export class ReplyKeyboard {
  #markup = null;
  #open = true;

  /** `say(text)`, and for buttons that ask for something: `share(what)` (contact, location, poll). */
  constructor({ say, share }) {
    Object.assign(this, { say, share });
    this.root = el("div", {
      class: "reply-keyboard",
      attrs: { role: "group", "aria-label": "The bot's keyboard", hidden: true },
      data: { testid: "reply-keyboard" },
    });
  }

  has() {
    return Boolean(this.#markup?.keyboard?.length);
  }

  /** A new one opens by itself; the same one stays as it was left. */
  offer(markup) {
    if (JSON.stringify(markup) === JSON.stringify(this.#markup)) return;
    this.#markup = markup;
    this.#open = true;
    const rows = markup?.keyboard ?? [];
    this.root.replaceChildren(
      ...rows.map((row) => el("div", { class: "reply-row" }, ...row.map((each) => this.#button(each)))),
    );
    this.root.classList.toggle("tall", !markup?.resize_keyboard);
    show(this.root, this.has());
  }

  toggle() {
    this.#open = !this.#open;
    show(this.root, this.has() && this.#open);
  }

  #button(given) {
    const key = typeof given === "string" ? { text: given } : given;
    const style = ["primary", "success", "danger"].includes(key.style) ? ` ${key.style}` : "";
    return button({
      class: `reply-button${style}`,
      text: key.text,
      attrs: { dir: "auto" },
      data: { testid: "reply-button" },
      on: { click: () => this.#press(key) },
    });
  }

  #press(key) {
    if (this.#markup.one_time_keyboard) {
      this.#open = false;
      show(this.root, false);
    }
    if (key.request_contact) this.share("contact");
    else if (key.request_location) this.share("location");
    else if (key.request_poll) this.share("poll");
    else this.say(key.text);
  }
}
