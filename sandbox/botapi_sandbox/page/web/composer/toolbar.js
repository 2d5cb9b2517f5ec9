// The formatting buttons and their shortcuts.

import { button, el } from "../base/dom.js";
import { askLine } from "../base/widgets/dialog.js";
import { icon } from "../base/icons.js";
import { covers } from "./field/formatting.js";
import { safeUrl } from "../message/text/links.js";

// What, icon, words, key (Ctrl or Cmd), with Shift.
const TOOLS = [
  ["bold", "bold", "Bold", "b", false],
  ["italic", "italic", "Italic", "i", false],
  ["underline", "underline", "Underline", "u", false],
  ["strikethrough", "strike", "Strike through", "x", true],
  ["spoiler", "spoiler", "Spoiler", "p", true],
  ["code", "code", "Mono", "m", true],
  ["pre", "braces", "Code block", "e", true],
  ["blockquote", "quote", "Quote", ".", true],
  ["text_link", "link", "Link", "k", false],
];

export class Toolbar {
  constructor({ field, toasts }) {
    Object.assign(this, { field, toasts });
    this.buttons = new Map(TOOLS.map((tool) => [tool[0], this.#button(tool)]));
    this.root = el(
      "div",
      { class: "toolbar", attrs: { role: "toolbar", "aria-label": "Formatting" } },
      ...this.buttons.values(),
    );
    this.root.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
  }

  /** Lights up what the selection is formatted with, or what is typed next. */
  update() {
    for (const [type, tool] of this.buttons) {
      tool.setAttribute("aria-pressed", String(this.field.formatted(type)));
    }
  }

  /** True when that key was one of ours. */
  shortcut(event) {
    const key = event.key.toLowerCase();
    const tool = TOOLS.find(
      ([, , , letter, shift]) =>
        (letter === key || (letter === "." && event.code === "Period")) && shift === event.shiftKey,
    );
    const { start, end } = this.field.selection();
    if (!tool || (start === end && tool[0] === "text_link")) return false; // Ctrl+K also finds chats
    this.apply(tool[0]);
    return true;
  }

  async apply(type) {
    const { start, end } = this.field.selection();
    if (start === end && type !== "text_link") return void this.field.switchNext(type);
    if (start === end) return void this.toasts.toast("Select the words first.");
    const linked = covers(this.field.value().entities, "text_link", start, end);
    if (type !== "text_link" || linked) return void this.field.format(type);
    const url = await askLine({ title: "Link", label: "Address", action: "Set", hint: "https://" });
    if (!url) return;
    if (safeUrl(url) === null)
      return void this.toasts.toast("This is no address that can be opened.", { kind: "bad" });
    const whole = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `http://${url}`;
    this.field.format(type, { url: whole }, { start, end }); // the box has taken the selection away
  }

  #button([type, sign, words, key, shift]) {
    return button(
      {
        class: "tool",
        attrs: {
          "aria-label": words,
          "aria-pressed": "false",
          title: `${words} (Ctrl+${shift ? "Shift+" : ""}${key.toUpperCase()})`,
        },
        data: { testid: `tool-${type}` },
        on: { click: () => this.apply(type) },
      },
      icon(sign),
    );
  }
}
