// One chat of the list; it changes only what differs.

import { avatar } from "../base/widgets/avatar.js";
import { button, el, setAttribute, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { clockTime } from "../base/dates.js";
import { lastLine } from "./lastline.js";
import { standingWords } from "./standing.js";

const MOST_UNREAD = 99;

export class ChatItem {
  #unread = 0;
  #seen = 0; // messages of this chat when it was last open, or when the page first met it
  #picture = "";

  constructor(chat, { open, close }) {
    this.title = el("span", { class: "item-title one-line", attrs: { dir: "auto" } });
    this.note = el("span", { class: "item-note" });
    this.time = el("time", { class: "chat-time number" });
    this.words = el("span", { class: "chat-last one-line", attrs: { dir: "auto" } });
    this.standing = el("span", { class: "standing" });
    this.unread = el("span", { class: "unread number" });
    this.face = el("span", { class: "face" });
    this.button = button(
      { class: "chat-item", data: { testid: `chat-item-${chat.id}` }, on: { click: open } },
      this.face,
      el("span", { class: "chat-top" }, this.title, this.note, this.time),
      el("span", { class: "chat-bottom" }, this.words, this.standing, this.unread),
    );
    this.root = el("li", { class: "chat-place" }, this.button);
    if (chat.kind === "visited") this.root.append(closeButton(chat, close));
    this.#seen = countOf(chat.last);
  }

  focus() {
    this.button.focus();
  }

  update(chat, { open }) {
    this.chat = chat;
    this.#count(chat.last, open);
    this.#drawFace(chat);
    setText(this.title, chat.title);
    setText(this.note, chat.note);
    show(this.note, Boolean(chat.note));
    setText(this.time, chat.last ? clockTime(chat.last.date) : "");
    setText(
      this.words,
      chat.kind === "crowd" ? "Open the list" : lastLine(chat.last) || "No messages yet",
    );
    setText(this.standing, standingWords(chat.standing) || roomWords(chat));
    setAttribute(this.standing, "class", `standing standing-${chat.standing ?? "room"}`);
    show(this.standing, Boolean(this.standing.textContent));
    setText(this.unread, this.#unread > MOST_UNREAD ? `${MOST_UNREAD}+` : this.#unread);
    setAttribute(this.unread, "aria-label", `${this.#unread} new`);
    show(this.unread, this.#unread > 0);
    setAttribute(this.button, "aria-current", open ? "true" : null);
  }

  // What the person says in a chat that is not open here is read as well.
  #count(last, open) {
    const total = countOf(last);
    if (open || total < this.#seen || (last && !last.outgoing)) this.#seen = total;
    this.#unread = Math.min(total - this.#seen, last?.unanswered ?? Infinity);
  }

  #drawFace(chat) {
    const picture = `${chat.title} ${chat.kind} ${chat.language}`;
    if (picture === this.#picture) return;
    this.#picture = picture;
    const language = chat.language
      ? el("span", { class: "face-language", text: chat.language })
      : "";
    this.face.replaceChildren(avatar(chat.id, chat.title, chat.kind), language);
  }
}

function closeButton(chat, close) {
  return button(
    {
      class: "icon-button chat-close",
      attrs: { "aria-label": `Close ${chat.title}` },
      on: { click: close },
    },
    icon("close"),
  );
}

// Messages of the chat in all; deletions do not lower it.
function countOf(last) {
  return last?.total ?? 0;
}

function roomWords(chat) {
  if (["person", "crowd", "visited"].includes(chat.kind)) return "";
  if (chat.kind === "pair") return "no bot here";
  const bot = {
    administrator: "bot is admin",
    kicked: "bot was removed",
    left: "bot is not there",
  };
  return bot[chat.bot_status] ?? chat.kind;
}
