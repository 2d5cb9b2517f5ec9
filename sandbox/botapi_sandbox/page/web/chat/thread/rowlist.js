// The rows in the page: drawn once, drawn again when they changed, faded when they were deleted.
// What stays is never moved: moving would stop films, animations and the keyboard's focus.

import { arrange, el, setAttribute } from "../../base/dom.js";
import { dayWords } from "../../base/dates.js";

const LEAVING = 220; // ms a deleted message takes to fade (bubble.css)
const MOST_LEAVING = 12; // more than an album and a little: then the chat has moved on, and nothing fades
const FOCUSABLE = "button, a, [tabindex]";
const PAUSE = 15_000; // ms without an edit after which the next one is read out again

export class RowList {
  #drawn = new Map(); // key → {element, messages, look, edited: when, in ms}
  #leaving = new Map(); // element → the element it stood behind

  constructor({ draw, look }) {
    this.draw = draw;
    this.look = look;
    this.root = el("div", {
      class: "thread-list",
      attrs: { role: "log", "aria-live": "polite", "aria-label": "Messages", tabindex: "0" },
      data: { testid: "thread" },
    });
    this.root.addEventListener("animationend", ({ target }) => target.classList.remove("arriving", "lit"));
  }

  clear() {
    this.#drawn.clear();
    this.#leaving.clear();
    this.root.replaceChildren();
  }

  /** Shows rows[start..end]; new ones come in softly when `arriving`. */
  show(rows, start, end, { arriving }) {
    const focus = this.#focused();
    const shown = rows.slice(start, end);
    this.#forget(rows, shown);
    const children = [];
    for (const row of shown) {
      if (row.newDay) children.push(this.#separator(row));
      children.push(this.#element(row, arriving));
    }
    for (const [element, before] of this.#leaving) children.splice(children.indexOf(before) + 1, 0, element);
    this.#put(children);
    this.#restore(focus);
  }

  /** {key, top} of the first row in sight: it must stay where it is, whatever comes above it. */
  firstBelow(edge) {
    for (const element of this.root.children) {
      const box = element.getBoundingClientRect();
      if (box.bottom > edge && element.dataset.id && !this.#leaving.has(element)) {
        return { key: element.dataset.id, top: box.top };
      }
    }
    return null;
  }

  /** Where that row begins now; null when it is gone. */
  topOf(key) {
    return this.#drawn.get(key)?.element.getBoundingClientRect().top ?? null;
  }

  /** Brings a row to the middle, lights it up and puts the keyboard there. */
  light(key) {
    const { element } = this.#drawn.get(key);
    element.scrollIntoView({ block: "center" });
    element.classList.remove("lit");
    void element.offsetWidth; // so that the same one can light up twice
    element.classList.add("lit");
    element.focus({ preventScroll: true });
  }

  #put(children) {
    const wanted = new Set(children);
    for (const element of [...this.root.children]) if (!wanted.has(element)) element.remove();
    arrange(this.root, children);
  }

  #element(row, arriving) {
    const look = `${row.first}${row.last}${this.look(row)}`;
    const before = this.#drawn.get(row.key);
    if (before?.look === look && sameMessages(before.messages, row.messages)) return before.element;
    const drawn = this.draw(row);
    if (!before && arriving) drawn.classList.add("arriving");
    const same = before && sameMessages(before.messages, row.messages);
    const edited = before && !same ? performance.now() : (before?.edited ?? -Infinity);
    const element = before ? before.element : drawn;
    if (before) replace(element, drawn, { quiet: same || edited - before.edited < PAUSE });
    this.#drawn.set(row.key, { element, messages: row.messages, look, edited });
    return element;
  }

  #separator(row) {
    const words = dayWords(row.messages[0].date);
    const key = `day ${words}`;
    if (!this.#drawn.has(key)) {
      const element = el(
        "div",
        { class: "day", attrs: { role: "separator", "aria-label": words } },
        el("span", { text: words }),
      );
      this.#drawn.set(key, { element, messages: [], look: "" });
    }
    return this.#drawn.get(key).element;
  }

  /** Rows that left the window go at once, deleted ones fade where they stood. */
  #forget(rows, shown) {
    const there = new Set(rows.map((row) => row.key));
    const inSight = new Set(shown.map((row) => row.key));
    for (const [key, { element }] of this.#drawn) {
      if (key.startsWith("day ") || inSight.has(key)) continue;
      this.#drawn.delete(key);
      const deleted = !there.has(key) && element.isConnected;
      if (deleted && this.#leaving.size < MOST_LEAVING) this.#fade(element);
    }
  }

  #fade(element) {
    if (element.contains(document.activeElement)) this.root.focus({ preventScroll: true });
    this.#leaving.set(element, element.previousElementSibling);
    element.classList.add("leaving");
    setTimeout(() => {
      this.#leaving.delete(element);
      element.remove();
    }, LEAVING);
  }

  /** Where the keyboard was, in words that survive drawing the row again. */
  #focused() {
    const focus = document.activeElement;
    const row = focus?.closest?.(".row");
    if (!row || !this.root.contains(row)) return null;
    return { focus, key: row.dataset.id, place: [...row.querySelectorAll(FOCUSABLE)].indexOf(focus) };
  }

  #restore(saved) {
    if (saved === null || saved.focus.isConnected) return;
    const row = this.#drawn.get(saved.key)?.element;
    const target = saved.place < 0 ? row : (row?.querySelectorAll(FOCUSABLE)[saved.place] ?? row);
    target?.focus({ preventScroll: true });
  }
}

/** The row stays the same element, so that it is not read out as a new one. A message that is edited
 * every few seconds, and one whose spinner came or went, changes quietly. */
function replace(element, drawn, { quiet }) {
  setAttribute(element, "aria-live", quiet ? "off" : null);
  setAttribute(element, "aria-label", drawn.getAttribute("aria-label"));
  element.className = drawn.className;
  Object.assign(element.dataset, drawn.dataset);
  element.replaceChildren(...drawn.childNodes);
}

function sameMessages(before, now) {
  return before.length === now.length && before.every((message, place) => message === now[place]);
}
