// The box that adds a person, a crowd of thousands, or a chat of many.

import { button, el } from "../base/dom.js";
import { roomForm } from "./newroom.js";

export function addPeople({ store, api, toasts }) {
  const name = field("Name", { value: "Ann", maxlength: 64, required: true });
  const language = field("Language", { value: "en", maxlength: 8, size: 5 });
  const count = field("A crowd of", { type: "number", min: 1, max: 1_000_000, value: 3000 });
  const room = roomForm({ store, api });
  const box = el(
    "dialog",
    { class: "dialog", attrs: { "aria-labelledby": "add-title" } },
    el("h2", { class: "dialog-title", text: "Add people and chats", attrs: { id: "add-title" } }),
    form("Add this person", [name.label, language.label], async () => {
      const id = freeNumber(store.roster.chats);
      await api.verb("add_user", {
        id,
        first_name: name.value(),
        language: language.value() || null,
      });
      store.open(id);
    }),
    el("hr", { class: "rule" }),
    form("Add the crowd", [count.label], async () => {
      await api.verb("add_users", {
        count: Number(count.value()),
        first_id: freeRange(store.roster.chats),
      });
    }),
    el("hr", { class: "rule" }),
    el(
      "details",
      { class: "more", data: { testid: "new-room" } },
      el("summary", { text: "A group or a channel" }),
      form("Make the chat", room.fields, async () => store.open((await room.make()).id)),
    ),
    el(
      "div",
      { class: "dialog-actions" },
      button({ class: "button", text: "Close", on: { click: () => box.close() } }),
    ),
  );

  function form(words, fields, add) {
    const submit = async (event) => {
      event.preventDefault();
      try {
        await add();
        box.close();
      } catch (error) {
        toasts.failed(error);
      }
    };
    return el(
      "form",
      { class: "add-form", on: { submit } },
      ...fields,
      el("button", { class: "button button-main", text: words }),
    );
  }

  box.addEventListener("close", () => box.remove());
  document.body.append(box);
  box.showModal();
}

function field(words, attrs) {
  const input = el("input", { class: "field", attrs });
  const label = el("label", { class: "labelled" }, el("span", { text: words }), input);
  return { label, value: () => input.value.trim() };
}

function freeNumber(chats) {
  const taken = new Set(chats.map((chat) => chat.id));
  let number = 1;
  while (taken.has(number)) number += 1;
  return number;
}

// Behind the last crowd, so that no two overlap.
function freeRange(chats) {
  const ends = chats.filter((chat) => chat.kind === "crowd").map((crowd) => crowd.id + crowd.count);
  return Math.max(1_000_001, ...ends);
}
