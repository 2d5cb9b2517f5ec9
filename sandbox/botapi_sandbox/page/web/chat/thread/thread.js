// The list of messages: a window of at most WINDOW rows onto however many there are.

import { button, el, setText, show } from "../../base/dom.js";
import { icon } from "../../base/icons.js";
import { RowList } from "./rowlist.js";

const WINDOW = 150; // rows in the page at a time
const FIRST = 60;
const STEP = 40; // rows more when an end comes near
const NEAR = 500; // px
const BOTTOM = 48; // px from the bottom that still count as there

export class Thread {
  #rows = [];
  #start = 0;
  #end = 0;
  #stuck = true; // at the bottom, and to stay there
  #newest = null; // the highest message seen; null before anything was shown
  #fresh = 0;

  /** `draw(row)` makes an element; `look(row)` changes when the row must be drawn again for reasons
   * outside its messages; `fetchOlder()` asks for what is before the first. */
  constructor({ draw, look, fetchOlder }) {
    this.fetchOlder = fetchOlder;
    this.drawn = new RowList({ draw, look });
    this.list = this.drawn.root;
    this.scroller = el("div", { class: "thread" }, this.list);
    this.words = el("span", { class: "to-bottom-words" });
    this.down = button(
      {
        class: "to-bottom",
        attrs: { hidden: true },
        data: { testid: "to-bottom" },
        on: { click: () => this.toBottom() },
      },
      icon("down"),
      this.words,
    );
    this.root = el("div", { class: "thread-frame" }, this.scroller, this.down);
    this.scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const sizes = new ResizeObserver(() => this.#stuck && this.#drop());
    sizes.observe(this.scroller);
    sizes.observe(this.list);
  }

  /** Another chat. */
  clear() {
    this.#rows = [];
    this.#stuck = true;
    this.#newest = null;
    this.#fresh = 0;
    this.#start = this.#end = 0;
    this.drawn.clear();
    show(this.down, false);
  }

  /** The rows as they are now, all of them. */
  update(rows) {
    const first = this.#rows[this.#start]?.key;
    const atEnd = this.#end === this.#rows.length;
    const opening = this.#newest === null;
    this.#rows = rows;
    this.#countFresh(opening);
    if (this.#stuck || opening) this.#toTail();
    else this.#keepPlace(first, atEnd);
    this.list.setAttribute("aria-busy", String(opening));
    this.#render({ arriving: this.#stuck && !opening });
    if (!this.#stuck) this.#scrolled(); // at the very top nothing more can be scrolled to ask for more
  }

  /** Nobody looks at older ones. */
  atBottom() {
    return this.#stuck;
  }

  /** Draws again what changed its look. */
  refresh() {
    this.#render();
  }

  toBottom() {
    this.#stuck = true;
    this.#toTail();
    this.#render();
    this.#scrolled();
  }

  /** Scrolls to that message and lights it up. False when it is not here. */
  jump(number) {
    const place = this.#rows.findIndex((row) => row.messages.some((each) => each.message_id === number));
    if (place < 0) return false;
    if (place < this.#start || place >= this.#end) {
      this.#start = Math.max(0, place - FIRST / 2);
      this.#end = Math.min(this.#rows.length, this.#start + FIRST);
    }
    this.#stuck = false;
    this.#render();
    this.drawn.light(this.#rows[place].key);
    return true;
  }

  #countFresh(opening) {
    const numbers = this.#rows.map((row) => Number(row.key));
    if (!opening && !this.#stuck) this.#fresh += numbers.filter((number) => number > this.#newest).length;
    this.#newest = Math.max(this.#newest ?? 0, numbers.at(-1) ?? 0);
  }

  #toTail() {
    this.#end = this.#rows.length;
    this.#start = Math.max(0, this.#end - FIRST);
  }

  #keepPlace(firstKey, atEnd) {
    const shown = this.#end - this.#start;
    this.#start = Math.max(
      0,
      this.#rows.findIndex((row) => Number(row.key) >= Number(firstKey ?? 0)),
    );
    const wanted = atEnd ? this.#rows.length : this.#start + shown;
    this.#end = Math.min(this.#rows.length, wanted, this.#start + WINDOW);
  }

  #scrolled() {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    const below = scrollHeight - scrollTop - clientHeight;
    this.#stuck = below < BOTTOM && this.#end === this.#rows.length;
    if (this.#stuck) this.#fresh = 0;
    this.#showDown();
    if (scrollTop < NEAR) this.#up();
    else if (below < NEAR) this.#onward();
  }

  #up() {
    if (this.#start === 0) return void this.fetchOlder();
    this.#start = Math.max(0, this.#start - STEP);
    this.#end = Math.min(this.#end, this.#start + WINDOW);
    this.#render();
  }

  #onward() {
    if (this.#end === this.#rows.length) return;
    this.#end = Math.min(this.#rows.length, this.#end + STEP);
    this.#start = Math.max(this.#start, this.#end - WINDOW);
    this.#render();
  }

  #showDown() {
    show(this.down, !this.#stuck && this.#rows.length > 0);
    setText(this.words, this.#fresh > 0 ? `${this.#fresh} new` : "");
    this.down.setAttribute(
      "aria-label",
      this.#fresh > 0 ? `To the newest, ${this.#fresh} new` : "To the newest",
    );
  }

  #render({ arriving = false } = {}) {
    const edge = this.scroller.getBoundingClientRect().top;
    const anchor = this.#stuck ? null : this.drawn.firstBelow(edge);
    this.drawn.show(this.#rows, this.#start, this.#end, { arriving });
    if (this.#stuck) this.#drop();
    else if (anchor) this.#hold(anchor);
    this.#showDown();
  }

  #hold({ key, top }) {
    const now = this.drawn.topOf(key);
    if (now !== null) this.scroller.scrollTop += now - top;
  }

  #drop() {
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }
}
