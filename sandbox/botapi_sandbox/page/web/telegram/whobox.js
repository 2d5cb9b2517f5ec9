// The box that lists who got something twice, or is without it.

import { button, el, setText } from "../base/dom.js";
import { counted } from "../base/numbers.js";
import { personRow } from "../chats/people.js";
import { VirtualList } from "../base/widgets/virtuallist.js";

const ROW = 48; // px

// `verb`: twice or without.
export function whoBox(title, verb, content, { store, api, toasts }) {
  const total = el("p", { class: "muted number", attrs: { role: "status" } });
  const list = new VirtualList({
    label: title,
    height: ROW,
    fetchPage: (offset, count) => api.verb(verb, { content, offset, count }),
    row: (person) =>
      personRow(person, () => {
        box.close();
        store.open(person.id);
      }),
    onTotal: (number) => setText(total, number ? counted(number, "person", "people") : "Nobody"),
    onError: (error) => toasts.failed(error),
  });
  const box = el(
    "dialog",
    {
      class: "dialog who",
      attrs: { "aria-labelledby": "who-title" },
      on: { close: () => box.remove() },
    },
    el("h2", { class: "dialog-title", text: title, attrs: { id: "who-title" } }),
    total,
    list.root,
    el(
      "div",
      { class: "dialog-actions" },
      button({ class: "button button-main", text: "Close", on: { click: () => box.close() } }),
    ),
  );
  document.body.append(box);
  box.showModal();
  list.reload();
}
