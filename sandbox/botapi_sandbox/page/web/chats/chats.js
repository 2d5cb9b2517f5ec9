// The list on the left: people you can be, rooms, crowds, and whoever was looked at.

import { chatGroups } from "./chatgroups.js";
import { ChatItem } from "./chatitem.js";
import { button, el, setText, show } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { lastOf } from "./lastline.js";
import { addPeople } from "./newpeople.js";
import { crowdPeople } from "./people.js";

export function mountChats(root, tools) {
  new Chats(root, tools);
}

class Chats {
  #items = new Map(); // keyOf(chat) → ChatItem
  #visited = new Map(); // people of a crowd that were opened
  #crowd = null;

  constructor(root, tools) {
    Object.assign(this, { root, tools, store: tools.store });
    this.find = findField();
    this.groups = chatGroups();
    this.nobody = el("p", { class: "chats-empty muted" });
    this.list = el(
      "div",
      { class: "chats-list" },
      ...this.groups.map((group) => group.root),
      this.nobody,
    );
    this.home = el("div", { class: "chats-home" }, this.#head(), this.list);
    root.append(this.home);
    this.find.addEventListener("input", () => this.draw());
    this.find.addEventListener("keydown", (event) => this.#findKeys(event));
    this.list.addEventListener("keydown", (event) => this.#move(event));
    this.store.on("roster", () => this.draw());
    this.store.on("open", () => this.draw());
    this.store.on("chat", (chat) => this.#met(chat));
  }

  draw() {
    const wanted = this.find.value.trim().toLowerCase();
    for (const id of this.#visited.keys()) if (this.#isNamed(id)) this.#visited.delete(id);
    const chats = [...this.store.roster.chats, ...this.#visited.values()];
    const found = chats.filter((chat) => !wanted || matches(chat, wanted));
    for (const group of this.groups) {
      group.draw(found.filter((chat) => group.holds(chat)).map((chat) => this.#item(chat)));
    }
    this.#forget(chats);
    if (this.#crowd && !chats.some((chat) => keyOf(chat) === keyOf(this.#crowd.of))) {
      this.#closeCrowd(this.#crowd.of);
    }
    setText(this.nobody, found.length ? "" : wanted ? "No chat like that" : "Nobody is here yet");
  }

  #item(chat) {
    let item = this.#items.get(keyOf(chat));
    if (!item) {
      item = new ChatItem(chat, {
        open: () => this.#open(item.chat),
        close: () => this.#leave(chat.id),
      });
      this.#items.set(keyOf(chat), item);
    }
    item.update(chat, { open: chat.kind !== "crowd" && chat.id === this.store.current });
    return item.root;
  }

  #forget(chats) {
    const there = new Set(chats.map(keyOf));
    for (const key of this.#items.keys()) if (!there.has(key)) this.#items.delete(key);
  }

  #open(chat) {
    if (chat.kind === "crowd") this.#openCrowd(chat);
    else if (chat.id === this.store.current) this.store.emit("look", "chat");
    else this.store.open(chat.id);
  }

  #openCrowd(crowd) {
    const list = crowdPeople(this.tools, crowd, {
      back: () => this.#closeCrowd(crowd),
      open: (person) => this.store.open(person.id),
    });
    this.#crowd = { ...list, of: crowd };
    show(this.home, false);
    this.root.append(this.#crowd.root);
    this.#crowd.focus();
  }

  #closeCrowd(crowd) {
    this.#crowd?.root.remove();
    this.#crowd = null;
    show(this.home, true);
    this.#items.get(keyOf(crowd))?.focus();
  }

  // An open chat that the roster does not name is somebody of a crowd: it stays in the list.
  #met(event) {
    const { person, chat, standing } = event;
    if (!person && this.#visited.delete(chat)) this.draw(); // the sandbox began anew
    if (!person || this.#isNamed(chat)) return;
    const last = lastOf(this.store.messages.values());
    this.#visited.set(chat, { ...person, kind: "visited", standing, last });
    this.draw();
  }

  #isNamed(id) {
    return this.store.roster.chats.some((chat) => chat.id === id && chat.kind === "person");
  }

  #leave(id) {
    this.#visited.delete(id);
    if (this.store.current === id) this.store.open(null);
    this.draw();
    this.find.focus();
  }

  #head() {
    const add = button(
      {
        class: "icon-button",
        attrs: { "aria-label": "Add people and chats", title: "Add people and chats" },
        on: { click: () => addPeople(this.tools) },
      },
      icon("plus"),
    );
    return el("div", { class: "find-box" }, icon("search"), this.find, add);
  }

  #findKeys(event) {
    if (event.key === "Escape" && this.find.value) {
      this.find.value = "";
      this.draw();
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      const first = this.list.querySelector(".chat-item");
      event.preventDefault();
      if (event.key === "Enter") first?.click();
      else first?.focus();
    }
  }

  #move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!steps || !event.target.matches(".chat-item")) return;
    event.preventDefault();
    const items = [...this.list.querySelectorAll(".chat-item")];
    (items[items.indexOf(event.target) + steps] ?? this.find).focus();
  }
}

// A crowd has the number of its first person, who may have been opened as well.
function keyOf({ id, kind }) {
  return kind === "crowd" ? `crowd ${id}` : id;
}

function findField() {
  return el("input", {
    class: "field find",
    attrs: { id: "find", type: "search", placeholder: "Find a chat", "aria-label": "Find a chat" },
  });
}

function matches(chat, wanted) {
  return [chat.title, chat.username, chat.note, chat.id].some((words) =>
    String(words ?? "")
      .toLowerCase()
      .includes(wanted),
  );
}
