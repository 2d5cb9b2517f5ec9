// The bar above the field while one answers a message or changes an own one.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { author, line } from "../message/kinds.js";

export class AnswerBar {
  /** `over()` is called when it is given up. */
  constructor({ over }) {
    this.mode = null; // "reply" or "edit"
    this.message = null;
    this.sign = el("span", { class: "answer-sign" });
    this.name = el("bdi", { class: "answer-name" });
    this.words = el("bdi", { class: "one-line" });
    const cancel = button(
      { class: "icon-button", attrs: { "aria-label": "Cancel" }, on: { click: over } },
      icon("close"),
    );
    this.root = el(
      "div",
      { class: "answer-bar", attrs: { hidden: true }, data: { testid: "reply-bar" } },
      this.sign,
      el("div", { class: "answer-words" }, this.name, this.words),
      cancel,
    );
  }

  begin(mode, message) {
    this.mode = mode;
    this.message = message;
    this.sign.replaceChildren(icon(mode === "edit" ? "edit" : "reply"));
    setText(this.name, mode === "edit" ? "Edit the message" : `Answer to ${author(message)}`);
    setText(this.words, line(message));
    show(this.root, true);
  }

  end() {
    this.mode = null;
    this.message = null;
    show(this.root, false);
  }
}
