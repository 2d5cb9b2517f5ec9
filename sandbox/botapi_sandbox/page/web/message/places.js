// The small cards: where something is, who somebody is, what was rolled.

import { button, el } from "../base/dom.js";
import { icon } from "../base/icons.js";

/** A drawn map: nothing is asked from any map server. */
export function map(location, title = "") {
  const at = `${Number(location?.latitude).toFixed(5)}, ${Number(location?.longitude).toFixed(5)}`;
  const label = `${title || "A place"}: ${at}`;
  return el(
    "div",
    { class: "map", attrs: { role: "img", "aria-label": label } },
    el("span", { class: "map-pin" }, icon("place")),
    el("span", { class: "chip", text: location?.live_period ? `live · ${at}` : at }),
  );
}

export function venue(given) {
  return el("div", { class: "venue" }, map(given.location, given.title), card(given.title, given.address));
}

export function contact(given, actions) {
  const name = [given.first_name, given.last_name].filter(Boolean).join(" ");
  const number = button(
    {
      class: "bare inline link",
      attrs: { "aria-label": `Copy ${given.phone_number}` },
      on: { click: () => actions.copy(given.phone_number) },
    },
    given.phone_number,
  );
  return el(
    "div",
    { class: "contact" },
    el("span", { class: "disc" }, icon("person")),
    el("div", { class: "file-words" }, el("bdi", { class: "file-name", text: name }), number),
  );
}

export function dice(given) {
  return el(
    "div",
    { class: "dice", attrs: { role: "img", "aria-label": `${given.emoji}: ${given.value}` } },
    el("span", { class: "dice-emoji", text: given.emoji }),
    el("span", { class: "chip", text: given.value }),
  );
}

export function game(given) {
  return el(
    "div",
    { class: "card game" },
    el("span", { class: "disc" }, icon("play")),
    el("div", {}, card(given.title, given.description)),
  );
}

export function invoice(given) {
  const price = `${(given.total_amount ?? 0) / (given.currency === "XTR" ? 1 : 100)} ${given.currency ?? ""}`;
  return el(
    "div",
    { class: "card" },
    card(given.title, given.description),
    el("span", { class: "chip", text: price }),
  );
}

export function checklist(given) {
  const rows = (given.tasks ?? []).map((task) => {
    const done = Boolean(task.completion_date);
    return el(
      "li",
      {},
      el(
        "span",
        {
          class: `box ${done ? "checked" : ""}`,
          attrs: { role: "img", "aria-label": done ? "done" : "not done" },
        },
        done ? icon("check") : null,
      ),
      el("bdi", { text: task.text }),
    );
  });
  return el(
    "div",
    { class: "checklist" },
    el("strong", { text: given.title, attrs: { dir: "auto" } }),
    el("ul", { class: "rich-list" }, ...rows),
  );
}

/** What nobody has paid for yet. */
export function paid(given) {
  const count = given.paid_media?.length ?? 0;
  const words = `${count} ${count === 1 ? "item" : "items"} for ${given.star_count} Stars`;
  return el(
    "div",
    { class: "card" },
    el("span", { class: "disc" }, icon("lock")),
    el("div", {}, card("Paid media", words)),
  );
}

export function story(given) {
  const from = given.chat?.title ?? given.chat?.first_name ?? "somebody";
  return el(
    "div",
    { class: "card" },
    el("span", { class: "disc" }, icon("photo")),
    el("div", {}, card("A story", `of ${from}`)),
  );
}

function card(title, words) {
  return el(
    "div",
    { class: "card-words", attrs: { dir: "auto" } },
    el("strong", { text: title }),
    words ? el("span", { class: "muted", text: words }) : null,
  );
}
