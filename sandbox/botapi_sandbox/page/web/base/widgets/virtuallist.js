// A list of any length of which only the rows in sight exist; they are fetched page by page.

import { arrange, el } from "../dom.js";

const PAGE = 100; // rows fetched at once
const SPARE = 6; // rows kept above and below what is in sight
const KEPT_PAGES = 40;
const TALLEST = 16_000_000; // px; taller elements are cut off by browsers: then scrolling is scaled

export class VirtualList {
  #pages = new Map(); // number of the page → its items, or null while it is fetched
  #rows = new Map(); // index → element
  #round = 0; // answers to older questions are dropped
  #total = 0;

  // `fetchPage(offset, count)` gives {total, people}; `row(item, index)` a focusable element.
  constructor({ label, height, fetchPage, row, onTotal = () => {}, onError = () => {} }) {
    Object.assign(this, { height, fetchPage, row, onTotal, onError });
    this.inner = el("div", {
      class: "virtual-inner",
      attrs: { role: "list", "aria-label": label },
    });
    this.root = el("div", { class: "virtual", on: { scroll: () => this.draw() } }, this.inner);
    this.inner.addEventListener("keydown", (event) => this.#move(event));
    new ResizeObserver(() => this.draw()).observe(this.root);
  }

  // Forgets what was fetched and asks anew; `top` also scrolls up.
  reload({ top = true } = {}) {
    this.#round += 1;
    this.#pages.clear();
    if (top) this.root.scrollTop = 0;
    this.#fetch(top ? 0 : Math.floor(this.#first() / PAGE));
  }

  draw() {
    const first = this.#first();
    const last = Math.min(
      this.#total,
      first + Math.ceil(this.root.clientHeight / this.height) + 2 * SPARE,
    );
    const rows = new Map();
    for (let index = first; index < last; index += 1) {
      const row = this.#rows.get(index) ?? this.#make(index);
      if (row) rows.set(index, row);
    }
    this.#rows = rows;
    const shift = this.#offset() - this.root.scrollTop;
    for (const [index, row] of rows) row.style.top = `${index * this.height - shift}px`;
    arrange(this.inner, [...rows.values()]);
  }

  #first() {
    return Math.max(0, Math.floor(this.#offset() / this.height) - SPARE);
  }

  // Where the top edge is in the list at its full height; a very long one is shown on less.
  #offset() {
    const full = this.#total * this.height;
    if (full <= TALLEST) return this.root.scrollTop;
    const { scrollTop, clientHeight } = this.root;
    return (scrollTop * (full - clientHeight)) / (TALLEST - clientHeight);
  }

  #make(index) {
    const page = Math.floor(index / PAGE);
    const item = this.#pages.get(page)?.[index % PAGE];
    if (!this.#pages.has(page)) this.#fetch(page);
    if (!item) return null;
    const place = el(
      "div",
      {
        class: "virtual-row",
        attrs: { role: "listitem", "aria-posinset": index + 1, "aria-setsize": this.#total },
      },
      this.row(item, index),
    );
    place.style.height = `${this.height}px`;
    place.dataset.index = index;
    return place;
  }

  async #fetch(page) {
    const round = this.#round;
    this.#pages.set(page, null);
    try {
      const { total, people } = await this.fetchPage(page * PAGE, PAGE);
      if (round !== this.#round) return;
      this.#arrived(page, total, people);
    } catch (error) {
      if (round !== this.#round) return;
      this.#pages.delete(page); // the next scroll asks again
      this.onError(error);
    }
  }

  #arrived(page, total, people) {
    this.#pages.set(page, people);
    if (this.#pages.size > KEPT_PAGES) this.#pages.delete(this.#pages.keys().next().value);
    this.#total = total;
    this.inner.style.height = `${Math.min(TALLEST, total * this.height)}px`;
    for (const index of this.#rows.keys()) {
      if (Math.floor(index / PAGE) === page || index >= total) this.#rows.delete(index);
    }
    this.onTotal(total);
    this.draw();
  }

  #move(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = event.target.closest(".virtual-row");
    if (!steps || !here) return;
    event.preventDefault();
    const index = Number(here.dataset.index) + steps;
    const row = this.#rows.get(index);
    if (!row) return;
    row.scrollIntoView({ block: "nearest" });
    row.querySelector("button, a")?.focus({ preventScroll: true });
  }
}
