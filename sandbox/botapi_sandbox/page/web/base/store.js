// What the page knows: the newest of each event, the open chat, and who wants to hear of changes.
//
// Events: hello, roster, chat, pulse, spread, bot, fleet, board, calls as the sandbox sends them; and of the page itself
//   open        the number of the chat that is open now, or null
//   chosen-bot  the number of the bot the page looks at
//   connection  {alive: bool}
//   compose     {text}: words to put into the composer of the open chat
//   look        "chats" | "chat" | "telegram": show that pane

const MOST = 600; // messages of the open chat remembered here; then
const LEAST = 300; // only so many of the newest

export class Store {
  #listeners = new Map();

  constructor() {
    this.hello = null;
    this.roster = { bots: [], chats: [] };
    this.chat = null; // the newest chat event, as it came
    this.messages = new Map(); // of the open chat, by message_id
    this.pulse = null;
    this.spread = { items: [] };
    this.bot = null; // the only process that is kept here
    this.fleet = null; // or several
    this.board = null; // what whoever runs the sandbox shows
    this.current = null; // the open chat
    this.botId = null; // null: the first bot that called
    this.alive = true;
  }

  // Calls back with each such event; returns a function that ends it.
  on(event, listener) {
    const listeners = this.#listeners.get(event) ?? new Set();
    listeners.add(listener);
    this.#listeners.set(event, listeners);
    return () => listeners.delete(listener);
  }

  // One listener's mistake is reported and does not silence the others.
  emit(event, value) {
    for (const listener of this.#listeners.get(event) ?? []) {
      try {
        listener(value);
      } catch (error) {
        console.error(`a listener of ${event} failed`, error);
      }
    }
  }

  // An event of the live stream.
  take(event, value) {
    if (event === "chat") {
      if (value.chat !== this.current) return;
      this.#merge(value);
    }
    this[event] = value;
    this.emit(event, value);
    if (event === "roster") this.#keepBot(value.bots);
  }

  open(chatId) {
    if (chatId === this.current) return;
    this.current = chatId;
    this.chat = null;
    this.messages = new Map();
    this.emit("open", chatId);
  }

  chooseBot(botId) {
    if (botId === this.botId) return;
    this.botId = botId;
    this.chat = null;
    this.messages = new Map();
    this.emit("chosen-bot", botId);
  }

  connected(alive) {
    if (alive === this.alive) return;
    this.alive = alive;
    this.emit("connection", { alive });
  }

  // The bot the page looks at, or null before any has called.
  theBot() {
    const bots = this.roster.bots;
    return bots.find((bot) => bot.id === this.botId) ?? bots[0] ?? null;
  }

  // The roster's line about a chat, if it has one. A crowd has the number of its first person.
  listed(chatId) {
    return this.roster.chats.find((chat) => chat.id === chatId && chat.kind !== "crowd");
  }

  // Its token where verbs must say which bot is meant; else null.
  token() {
    return this.roster.bots.length > 1 ? this.theBot().token : null;
  }

  #merge(event) {
    if (event.whole) this.messages = new Map();
    for (const message of event.messages ?? []) this.messages.set(message.message_id, message);
    for (const number of event.gone ?? []) this.messages.delete(number);
    if (this.messages.size > MOST) {
      const newest = [...this.messages.keys()].sort((one, other) => one - other).slice(-LEAST);
      this.messages = new Map(newest.map((number) => [number, this.messages.get(number)]));
    }
  }

  // A sandbox that began anew knows other bots: the page then looks at its first one.
  #keepBot(bots) {
    if (bots.length > 0 && !bots.some((bot) => bot.id === this.botId)) this.chooseBot(null);
  }
}
