// The stream of what happens, opened again whenever it breaks or another chat is looked at.

const EVENTS = ["hello", "roster", "chat", "pulse", "spread", "bot", "fleet", "board", "calls"];
const SILENCE = 6000; // ms without any event (pulses come 4 a second): the stream is dead
const FIRST_WAIT = 400; // ms until the first new try
const LONGEST_WAIT = 3000;

export class Live {
  #source = null;
  #timer = null;
  #wait = FIRST_WAIT;
  #heard = 0;

  constructor(store) {
    this.store = store;
    store.on("open", () => this.open());
    store.on("chosen-bot", () => this.open());
    setInterval(() => this.#watch(), SILENCE / 2);
  }

  open() {
    this.#close();
    const source = new EventSource(`page/live?${this.#asked()}`);
    this.#source = source;
    this.#heard = Date.now();
    for (const event of EVENTS) {
      source.addEventListener(event, (message) => this.#take(event, message.data));
    }
    source.onerror = () => this.#lost();
  }

  #asked() {
    const asked = new URLSearchParams();
    if (this.store.current !== null) asked.set("chat", this.store.current);
    if (this.store.botId !== null) asked.set("bot", this.store.botId);
    return asked;
  }

  #take(event, data) {
    this.#heard = Date.now();
    this.#wait = FIRST_WAIT;
    this.store.connected(true);
    this.store.take(event, JSON.parse(data));
  }

  // EventSource gives up for good on some errors and waits for minutes on others: not here.
  #lost() {
    this.#close();
    this.store.connected(false);
    this.#timer = setTimeout(() => this.open(), this.#wait);
    this.#wait = Math.min(this.#wait * 1.6, LONGEST_WAIT);
  }

  #watch() {
    if (this.#source !== null && Date.now() - this.#heard > SILENCE) this.#lost();
  }

  #close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }
}
