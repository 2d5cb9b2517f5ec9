// The chats of the list in groups, each with a heading.

import { arrange, el, show } from "../base/dom.js";

const ROOMS = new Set(["group", "supergroup", "channel", "pair"]);
const GROUPS = [
  { name: "People", holds: (chat) => chat.kind === "person" },
  { name: "Groups and channels", holds: (chat) => ROOMS.has(chat.kind) },
  { name: "Crowds", holds: (chat) => chat.kind === "crowd" },
  { name: "Looked at", holds: (chat) => chat.kind === "visited" },
];

export function chatGroups() {
  return GROUPS.map((group) => new Group(group));
}

// A heading and its chats; without any it is not there.
class Group {
  constructor({ name, holds }) {
    this.holds = (chat) => holds(chat);
    this.items = el("ul", { class: "chat-group", attrs: { "aria-label": name } });
    this.root = el("section", {}, el("h2", { class: "group-name", text: name }), this.items);
  }

  draw(items) {
    arrange(this.items, items);
    show(this.root, items.length > 0);
  }
}
