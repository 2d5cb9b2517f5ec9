// Formatting switched on or off for what is typed next, while nothing is selected.

import { covers, toggle } from "./formatting.js";

export class NextFormat {
  #wanted = new Map(); // type → on or off
  #at = 0; // the cursor they were switched at

  /** Whether words typed at `at` get that formatting: unless switched, they go on as those before. */
  has(type, { entities }, at) {
    return this.#wanted.get(type) ?? covers(entities, type, Math.max(0, at - 1), Math.max(1, at));
  }

  switch(type, value, at) {
    const on = !this.has(type, value, at);
    this.#wanted.set(type, on);
    this.#at = at;
  }

  /** The cursor is here now; away from where they were switched, they are forgotten. */
  moved({ start, end }) {
    if (start !== this.#at || end !== this.#at) this.forget();
  }

  forget() {
    this.#wanted.clear();
  }

  /** The value with what was typed up to `cursor` as it was wanted; null when it is so already. */
  applied(value, cursor) {
    const wanted = [...this.#wanted];
    this.forget();
    if (cursor <= this.#at) return null;
    const formatted = wanted.reduce(
      (now, [type, on]) =>
        covers(now.entities, type, this.#at, cursor) === on ? now : toggle(now, type, this.#at, cursor),
      value,
    );
    return formatted === value ? null : formatted;
  }
}
