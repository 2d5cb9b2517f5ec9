// The writing field: plain typing is the browser's, formatting is ours.

import { el } from "../../base/dom.js";
import { read, select, selection, write } from "./editable.js";
import { covers, cut, toggle } from "./formatting.js";
import { NextFormat } from "./nextformat.js";
import { Undo } from "./undo.js";

export class Field {
  #undo = new Undo();
  #next = new NextFormat();
  #composing = false; // letters put together by an input method: not to be drawn anew

  /** `changed()` after each change; `keys(event)` sees keys first, true: it was dealt with;
   * `files(list)` gets what is pasted. */
  constructor({ changed, keys, files, shortcuts }) {
    Object.assign(this, { changed, keys, files, shortcuts });
    this.root = el("div", {
      class: "field-text",
      attrs: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": "Write a message",
        tabindex: "0",
        dir: "auto",
        spellcheck: "true",
        contenteditable: "true",
      },
      data: { testid: "composer-input" },
    });
    try {
      this.root.contentEditable = "plaintext-only";
    } catch {
      // An older browser: pasting is made plain below all the same.
    }
    this.root.addEventListener("input", () => this.#typed());
    this.root.addEventListener("compositionstart", () => (this.#composing = true));
    this.root.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#typed();
    });
    this.root.addEventListener("keydown", (event) => this.#key(event));
    this.root.addEventListener("paste", (event) => this.#paste(event));
    this.#undo.clear({ text: "", entities: [] });
  }

  value() {
    return read(this.root);
  }

  selection() {
    return selection(this.root);
  }

  empty() {
    return this.value().text.trim() === "";
  }

  /** Puts something there and the cursor behind it. */
  put(value) {
    this.#next.forget();
    this.#undo.clear(value);
    write(this.root, value);
    if (document.activeElement === this.root) select(this.root, value.text.length, value.text.length);
    this.changed();
  }

  focus() {
    const { length } = this.value().text;
    this.root.focus({ preventScroll: true });
    select(this.root, length, length);
  }

  placeholder(words) {
    this.root.dataset.placeholder = words;
    this.root.setAttribute("aria-label", words);
  }

  /** Formats what is selected, or takes the formatting off; null takes all of it off. */
  format(type, about, { start, end } = this.selection()) {
    const value = this.value();
    this.#draw(
      type === null
        ? { ...value, entities: cut(value.entities, start, end) }
        : toggle(value, type, start, end, about),
      start,
      end,
    );
  }

  /** Switches a formatting for what is typed next; at the end of a formatted run it goes off. */
  switchNext(type) {
    const { start } = this.selection();
    this.root.focus({ preventScroll: true });
    select(this.root, start, start);
    this.#next.switch(type, this.value(), start);
    this.changed();
  }

  /** Whether what is selected is formatted so, or what would be typed at the cursor. */
  formatted(type) {
    const { start, end } = this.selection();
    const value = this.value();
    return start < end ? covers(value.entities, type, start, end) : this.#next.has(type, value, start);
  }

  /** The cursor was moved. */
  moved() {
    if (!this.#composing) this.#next.moved(this.selection());
  }

  #draw(value, start, end) {
    write(this.root, value);
    this.#undo.remember(value, { apart: true });
    this.root.focus({ preventScroll: true });
    select(this.root, start, end);
    this.changed();
  }

  #typed() {
    if (this.value().text === "") this.root.replaceChildren(); // a left-over <br> hides the placeholder
    if (!this.#composing) this.#formatTyped();
    this.#undo.remember(this.value());
    this.changed();
  }

  #formatTyped() {
    const { start } = this.selection();
    const value = this.#next.applied(this.value(), start);
    if (value === null) return;
    write(this.root, value);
    select(this.root, start, start);
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.keys(event)) return void event.preventDefault();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    const undo = { z: event.shiftKey ? 1 : -1, y: 1 }[event.key.toLowerCase()];
    if (undo) {
      event.preventDefault();
      this.#step(undo);
    } else if (this.shortcuts(event)) event.preventDefault();
  }

  #step(step) {
    const value = this.#undo.move(step);
    if (value === null) return;
    this.#next.forget();
    write(this.root, value);
    select(this.root, value.text.length, value.text.length);
    this.changed();
  }

  #paste(event) {
    event.preventDefault();
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length > 0) return void this.files(files);
    const text = event.clipboardData?.getData("text/plain").replaceAll("\r\n", "\n") ?? "";
    const { start, end } = this.selection();
    const value = this.value();
    const moved = cut(value.entities, start, end).map((each) => shifted(each, start, end, text.length));
    this.#draw(
      { text: value.text.slice(0, start) + text + value.text.slice(end), entities: moved },
      start + text.length,
      start + text.length,
    );
  }
}

/** An entity after start..end was replaced by `length` units. */
function shifted(each, start, end, length) {
  if (each.offset >= end) return { ...each, offset: each.offset - (end - start) + length };
  return each.offset + each.length > start ? { ...each, length: each.length + length } : each;
}
