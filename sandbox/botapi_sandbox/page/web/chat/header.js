// Above the chat: who it is, how they stand to the bot, and what can be done about it.

import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { popup } from "../base/widgets/popup.js";

const STANDINGS = {
  stranger: "has not started the bot",
  active: "",
  blocked: "has blocked the bot",
  deactivated: "account deleted",
};
const DOING = {
  typing: "typing…",
  upload_photo: "sending a photo…",
  upload_video: "sending a video…",
  record_video: "recording a video…",
  upload_document: "sending a file…",
  upload_voice: "sending a voice message…",
  record_voice: "recording a voice message…",
  choose_sticker: "choosing a sticker…",
  find_location: "finding a place…",
  upload_video_note: "sending a video message…",
};

export class Header {
  /** `items()` gives the menu's entries. */
  constructor({ items }) {
    this.title = el("h2", { class: "chat-title" });
    this.name = el("bdi", { class: "one-line" });
    this.title.append(this.name);
    this.about = el("div", { class: "chat-about one-line", attrs: { "aria-live": "polite" } });
    this.menu = button(
      {
        class: "icon-button",
        attrs: { "aria-label": "More about this chat", "aria-haspopup": "menu" },
        data: { testid: "chat-menu" },
      },
      icon("more"),
    );
    this.menu.addEventListener("click", () =>
      popup(items(), this.menu, { label: "This chat", testid: "chat-menu-list" }),
    );
    this.root = el(
      "header",
      { class: "chat-header", data: { testid: "header" } },
      el("div", { class: "chat-names" }, this.title, this.about),
      this.menu,
    );
  }

  /** `entry`: the roster's line about the chat, if it has one; `event`: the newest `chat` event. */
  update(entry, event, bot) {
    show(this.root, Boolean(entry || event?.person));
    setText(this.name, event?.person?.title ?? entry?.title ?? "");
    const doing = event?.action ? `${bot?.name ?? "The bot"} is ${DOING[event.action] ?? "busy…"}` : "";
    this.about.classList.toggle("doing", doing !== "");
    setText(this.about, doing || described(entry, event));
  }
}

function described(entry, event) {
  const standing = event?.standing ?? entry?.standing;
  const language = event?.person?.language ?? entry?.language;
  const username = event?.person?.username ?? entry?.username;
  const kind = entry && entry.kind !== "person" ? roomWords(entry) : "";
  const words = [entry?.note, kind, username && `@${username}`, languageName(language), STANDINGS[standing]];
  return words.filter(Boolean).join(" · ");
}

function roomWords({ kind, bot_status: status, reader }) {
  return kind === "pair" ? `You are ${reader} · no bot reads here` : `${kind} · bot: ${status}`;
}

function languageName(code) {
  if (!code) return "";
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(code);
  } catch {
    return code;
  }
}
