// Passing a message on: to the bot, into a group or channel, or to somebody else.

import { avatar } from "../../base/widgets/avatar.js";
import { button, el } from "../../base/dom.js";
import { dialog } from "../../base/widgets/dialog.js";

const ROOMS = new Set(["group", "supergroup", "channel"]);

export class Forwarding {
  /** `me()`: the person who forwards. */
  constructor({ api, store, me }) {
    Object.assign(this, { api, store, me });
  }

  /** Asks where to; then that chat is open. Throws Refused. */
  async forward(messages) {
    const user = this.me();
    const chat = this.store.current;
    const to = await this.#chosen(user, chat);
    if (to === null) return;
    const now = await this.api.verb("forward", {
      user_id: user,
      chat_id: chat,
      message_ids: messages.map((each) => each.message_id).sort((one, other) => one - other),
      to,
    });
    this.store.open(now.chat_id);
  }

  #chosen(user, chat) {
    const places = this.#places(user, chat);
    return dialog({
      title: "Forward to",
      testid: "forward-to",
      content: (choose) =>
        el(
          "ul",
          { class: "places", attrs: { "aria-label": "Chats" } },
          ...places.map((each) => el("li", {}, place(each, choose))),
        ),
      buttons: [{ text: "Cancel", value: null }],
    });
  }

  /** The bot first, as whoever forwards writes to it; then people, then rooms they are in. */
  #places(user, chat) {
    const bot = this.store.theBot();
    const { chats } = this.store.roster;
    const people = chats.filter((each) => each.kind === "person" && each.id !== user);
    const rooms = chats.filter((each) => ROOMS.has(each.kind) && each.roles?.[user] && each.id !== chat);
    const own = { id: user, title: bot?.name ?? "The bot", note: "the chat with the bot" };
    return [own, ...people.map(asPerson), ...rooms.map(asRoom)];
  }
}

function asPerson({ id, title }) {
  return { id, title, note: "a chat of two, which no bot reads" };
}

function asRoom({ id, title, kind }) {
  return { id, title, note: kind };
}

function place({ id, title, note }, choose) {
  return button(
    { class: "person-row", data: { testid: `forward-to-${id}` }, on: { click: () => choose(id) } },
    avatar(id, title),
    el(
      "span",
      { class: "person-words" },
      el("span", { class: "one-line", text: title, attrs: { dir: "auto" } }),
      el("span", { class: "muted person-id", text: note }),
    ),
  );
}
