// Everybody of one crowd: a list of any length, searched by number or name.

import { avatar } from "../base/widgets/avatar.js";
import { button, el, setText } from "../base/dom.js";
import { icon } from "../base/icons.js";
import { counted } from "../base/numbers.js";
import { standingMark } from "./standing.js";
import { VirtualList } from "../base/widgets/virtuallist.js";

const ROW = 48; // px, as in chats.css
const PAUSE = 200; // ms after the last key before it searches

// `back` is called when the list is left, `open(person)` when one was chosen.
export function crowdPeople({ api, toasts }, crowd, { back, open }) {
  const search = el("input", {
    class: "field find",
    attrs: { type: "search", placeholder: "Number or name", "aria-label": "Search these people" },
  });
  const total = el("span", { class: "muted number", attrs: { role: "status" } });
  const list = new VirtualList({
    label: crowd.title,
    height: ROW,
    fetchPage: (offset, count) =>
      api.verb("crowd", {
        first_id: crowd.id,
        offset,
        count,
        contains: search.value.trim() || null,
      }),
    row: (person) => personRow(person, open),
    onTotal: (number) =>
      setText(total, number ? counted(number, "person", "people") : "Nobody like that"),
    onError: (error) => toasts.failed(error),
  });
  let timer = null;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => list.reload(), PAUSE);
  });
  const leave = button(
    { class: "icon-button", attrs: { "aria-label": "Back to the chats" }, on: { click: back } },
    icon("back"),
  );
  const root = el(
    "section",
    {
      class: "people",
      attrs: { "aria-label": crowd.title },
      on: { keydown: (event) => event.key === "Escape" && back() },
    },
    el(
      "header",
      { class: "pane-head" },
      leave,
      el("h2", { class: "one-line", text: crowd.title }),
      total,
    ),
    el("div", { class: "find-box" }, icon("search"), search),
    list.root,
  );
  list.reload();
  // Without a keyboard, the search would raise one and hide the list.
  return { root, focus: () => (matchMedia("(hover: none)").matches ? leave : search).focus() };
}

export function personRow(person, open) {
  return button(
    { class: "person-row", on: { click: () => open(person) } },
    avatar(person.id, person.name),
    el(
      "span",
      { class: "person-words" },
      el("span", { class: "one-line", text: person.name, attrs: { dir: "auto" } }),
      el("span", { class: "muted number person-id", text: person.id }),
    ),
    person.standing ? standingMark(person.standing) : null,
  );
}
