// The messages of the open chat as they are known here, and the rows they are shown in.

import { day } from "../../base/dates.js";
import { sentence } from "../../message/service.js";

const MOST = 600; // messages kept while nobody scrolls up; then
const LEAST = 300; // only so many: the others are asked for again
const TOGETHER = 300; // seconds between two messages of one author that still belong together

export class Messages {
  constructor() {
    this.clear();
  }

  clear() {
    this.older = false; // there is more before the first
    this.byNumber = new Map();
    this.rows = [];
  }

  /** A `chat` event: everything anew, or what has changed. */
  take(event) {
    if (event.whole) this.#replace(event);
    for (const message of event.messages ?? []) this.byNumber.set(message.message_id, message);
    for (const number of event.gone ?? []) this.byNumber.delete(number);
    this.#arrange();
  }

  /** What `older` brought. */
  before(messages, older) {
    for (const message of messages) {
      if (!this.byNumber.has(message.message_id)) this.byNumber.set(message.message_id, message);
    }
    this.older = older;
    this.#arrange();
  }

  /** Lets go of the oldest when there are too many. */
  forget() {
    if (this.byNumber.size <= MOST) return;
    const numbers = [...this.byNumber.keys()].sort((one, other) => one - other);
    for (const number of numbers.slice(0, -LEAST)) this.byNumber.delete(number);
    this.older = true;
    this.#arrange();
  }

  oldest() {
    return this.rows[0]?.messages[0].message_id ?? null;
  }

  /** Older ones fetched before stay when the newest ones follow them without a gap. */
  #replace(event) {
    const first = event.messages?.[0]?.message_id;
    const joined = first !== undefined && this.byNumber.has(first);
    for (const number of [...this.byNumber.keys()]) {
      if (!joined || number >= first) this.byNumber.delete(number);
    }
    if (!joined || this.byNumber.size === 0) this.older = Boolean(event.older);
  }

  #arrange() {
    const sorted = [...this.byNumber.values()].sort((one, other) => one.message_id - other.message_id);
    const rows = [];
    for (const message of sorted) {
      const last = rows.at(-1);
      const group = message.media_group_id;
      if (group && last?.messages[0].media_group_id === group) last.messages.push(message);
      else rows.push({ key: String(message.message_id), messages: [message] });
    }
    rows.forEach((row, place) => {
      row.newDay = place === 0 || day(dateOf(row)) !== day(dateOf(rows[place - 1]));
      row.first = row.newDay || !together(rows[place - 1], row);
    });
    rows.forEach((row, place) => (row.last = place === rows.length - 1 || rows[place + 1].first));
    this.rows = rows;
  }
}

function together(before, row) {
  const [one, other] = [before.messages[0], row.messages[0]];
  return (
    authorOf(one) === authorOf(other) &&
    one.message_thread_id === other.message_thread_id &&
    other.date - one.date < TOGETHER &&
    sentence(one) === null &&
    sentence(other) === null
  );
}

function authorOf(message) {
  return message.sandbox?.outgoing ? "bot" : (message.sender_chat ?? message.from)?.id;
}

function dateOf(row) {
  return row.messages[0].date;
}
