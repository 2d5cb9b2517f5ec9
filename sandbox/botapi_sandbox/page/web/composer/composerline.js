// The line one writes in, with the buttons around it.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { popup } from "../base/widgets/popup.js";

const LONGEST = 4096; // Bot API: UTF-16 units of a text

/** What can be sent besides words. `share(what)`: contact, location, dice, poll. */
export function attachments({ choose, share }) {
  return [
    { label: "Photos, videos, files", icon: "photo", act: choose, testid: "attach-files" },
    { label: "A poll", icon: "poll", act: () => share("poll"), testid: "attach-poll" },
    { label: "My contact", icon: "person", act: () => share("contact") },
    { label: "A place", icon: "place", act: () => share("location") },
    { label: "A die", icon: "face", act: () => share("dice") },
  ];
}

export class ComposerLine {
  /** `field` is the element in the middle; the others are what the buttons do: `attach()` gives the
   * entries of a menu, `tools()` tells whether the tools are open now. */
  constructor({ field, send, commands, keyboard, attach, tools }) {
    this.menu = button(
      {
        class: "menu-button",
        attrs: {
          hidden: true,
          "aria-haspopup": "listbox",
          "aria-label": "Menu of commands",
          "aria-controls": "command-menu",
        },
        data: { testid: "commands" },
        on: { click: commands },
      },
      icon("menu"),
      el("span", { text: "Menu" }),
    );
    this.attach = round("attach", "Attach", { testid: "attach", popup: "menu" });
    this.attach.addEventListener("click", () =>
      popup(attach(), this.attach, { label: "Attach", testid: "attach-menu" }),
    );
    this.keyboard = round("keyboard", "The bot's keyboard", { testid: "keyboard-toggle" });
    this.keyboard.addEventListener("click", keyboard);
    this.keyboard.hidden = true;
    this.tools = round("bold", "Formatting", { testid: "formatting" });
    this.tools.classList.add("tools-button");
    this.tools.setAttribute("aria-expanded", "false");
    this.tools.addEventListener("click", () => this.tools.setAttribute("aria-expanded", String(tools())));
    this.send = button(
      {
        class: "send-button",
        attrs: { "aria-label": "Send" },
        data: { testid: "send" },
        on: { click: send },
      },
      icon("send"),
    );
    this.count = el("span", { class: "too-long", attrs: { hidden: true, role: "status" } });
    this.root = el(
      "div",
      { class: "composer-line" },
      this.menu,
      this.attach,
      field,
      this.count,
      this.tools,
      this.keyboard,
      this.send,
    );
  }

  /** Which of the bot's own things there are: {commands, keyboard}. */
  offer({ commands, keyboard }) {
    show(this.menu, commands);
    show(this.keyboard, keyboard);
  }

  /** What is written now, and how many files wait. */
  follow(text, files) {
    this.send.disabled = !text.trim() && files === 0;
    const over = text.length - LONGEST;
    show(this.count, over > 0);
    setText(this.count, over > 0 ? `−${over}` : "");
  }
}

function round(sign, words, { testid, popup: opens = null }) {
  return button(
    { class: "icon-button", attrs: { "aria-label": words, "aria-haspopup": opens }, data: { testid } },
    icon(sign),
  );
}
