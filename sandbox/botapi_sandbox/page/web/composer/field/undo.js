// Undo and redo of what is written: formatting draws the field anew, which the browser's own forget.

const MOST = 100;
const PAUSE = 600; // ms without typing that end one step

export class Undo {
  #steps = [];
  #at = -1;
  #last = 0;

  clear(value) {
    this.#steps = [value];
    this.#at = 0;
    this.#last = 0;
  }

  /** `value`: {text, entities}; typing without a pause is one step, unless `apart`. */
  remember(value, { apart = false, now = Date.now() } = {}) {
    const typing = !apart && now - this.#last < PAUSE && this.#at > 0;
    this.#last = apart ? 0 : now;
    this.#steps.length = this.#at + (typing ? 0 : 1);
    this.#steps.push(value);
    if (this.#steps.length > MOST) this.#steps.shift();
    this.#at = this.#steps.length - 1;
  }

  /** The value before (-1) or after (1), or null. */
  move(step) {
    const value = this.#steps[this.#at + step];
    if (value === undefined) return null;
    this.#at += step;
    this.#last = 0;
    return value;
  }
}
