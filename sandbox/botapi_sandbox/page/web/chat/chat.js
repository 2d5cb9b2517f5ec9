// The open chat: puts its parts together and gives them what the sandbox says.

import { Actions } from "./actions/actions.js";
import { bubble } from "../message/bubble.js";
import { copier } from "./actions/clipboard.js";
import { Composer } from "../composer/composer.js";
import { el, show } from "../base/dom.js";
import { receiveDrops } from "./dropping.js";
import { Forwarding } from "./actions/forwarding.js";
import { Header } from "./header.js";
import { Messages } from "./thread/messages.js";
import { listKeys } from "./thread/listkeys.js";
import { PinBar } from "./pins.js";
import { Pressing } from "./actions/pressing.js";
import { EmptyChat, StartBar } from "./start.js";
import { StandingMenu } from "./menus/standingmenu.js";
import { Thread } from "./thread/thread.js";
import { Voting } from "./actions/voting.js";
import { Writing } from "../composer/writing.js";

const OLDER = 50; // messages asked for at a time
const FAR = 40; // such pages looked through for a message to jump to

export function mountChat(root, { store, api, toasts }) {
  new Chat(root, { store, api, toasts });
}

class Chat {
  #fetching = false;

  constructor(root, tools) {
    Object.assign(this, tools);
    this.known = new Messages();
    this.actions = new Actions({ ...tools, copy: copier(tools.toasts) });
    this.#make(tools);
    this.body = el(
      "section",
      { class: "chat", attrs: { "aria-label": "Chat" } },
      this.header.root,
      this.pins.root,
      el("div", { class: "chat-middle" }, this.thread.root, this.empty.root),
      this.startBar.root,
      this.composer.root,
    );
    root.append(this.body);
    listKeys(this.thread.list, {
      find: (id) => this.known.byNumber.get(id),
      actions: this.actions,
      leave: () => this.composer.field.focus(),
    });
    receiveDrops(this.body, (files) => this.composer.drop(files));
    this.#listen();
    this.#opened(this.store.current);
  }

  #make(tools) {
    const { actions } = this;
    const shared = { ...tools, actions, changed: () => this.thread.refresh() };
    this.thread = new Thread({
      draw: (row) => bubble(row, this.#view(), actions),
      look: (row) => this.#look(row),
      fetchOlder: () => this.#older(),
    });
    this.pressing = new Pressing(shared);
    this.voting = new Voting(shared);
    this.forwarding = new Forwarding({ ...tools, me: () => actions.me() });
    this.writing = new Writing({ ...tools, me: () => actions.me() });
    this.menu = new StandingMenu(shared);
    this.header = new Header({ items: () => this.menu.items() });
    this.pins = new PinBar({ find: (id) => this.known.byNumber.get(id), jump: (id) => actions.jump(id) });
    this.startBar = new StartBar({
      start: () => this.menu.begin(),
      unblock: () => this.menu.stand("unblock"),
    });
    this.empty = new EmptyChat();
    this.composer = new Composer({
      writing: this.writing,
      toasts: tools.toasts,
      lastOwn: () => this.#lastOwn(),
      sent: () => this.thread.toBottom(),
    });
    const { pressing, voting, forwarding, writing, composer, thread } = this;
    const reach = (number) => this.#reach(number);
    actions.late = { pressing, voting, forwarding, writing, composer, thread, reach };
  }

  #listen() {
    const { store } = this;
    store.on("open", (chatId) => this.#opened(chatId));
    store.on("chosen-bot", () => this.#opened(store.current));
    store.on("chat", (event) => this.#took(event));
    store.on("roster", () => this.#around());
    store.on("compose", ({ text }) => this.#compose(text));
  }

  #opened(chatId) {
    this.known.clear();
    this.thread.clear();
    this.actions.revealed.clear(); // rooms number their messages alike
    show(this.body, chatId !== null);
    if (chatId === null) return;
    this.composer.open(chatId);
    this.#around();
  }

  #took(event) {
    this.known.take(event);
    if (this.thread.atBottom()) this.known.forget();
    this.composer.update(event);
    this.#around();
    this.thread.update(this.known.rows);
    this.#followForceReply();
  }

  /** Words proposed from elsewhere; before the first /start they wait behind the START button. */
  #compose(text) {
    this.composer.fill(text);
    if (!this.composer.root.hidden) return;
    this.toasts.toast("First the button below: the words then stand in the field.");
    this.startBar.focus();
  }

  /** Everything but the messages. */
  #around() {
    const { store } = this;
    if (store.current === null) return;
    const entry = store.listed(store.current);
    const standing = store.chat?.standing ?? entry?.standing;
    const room = store.current < 0;
    this.header.update(entry, store.chat, store.theBot());
    this.pins.update(store.chat?.pinned ?? []);
    const pressed = this.startBar.root.contains(document.activeElement);
    const replaced = this.startBar.update({ standing, room });
    const nobody = store.chat !== null && !store.chat.person && !entry;
    show(this.composer.root, !replaced && !nobody);
    if (pressed && !replaced) this.#afterStart();
    const empty = store.chat !== null && this.known.rows.length === 0;
    this.empty.update({ empty, bot: store.theBot(), standing, nobody });
  }

  /** START went away under the keyboard's focus; a touch must not raise a keyboard of its own. */
  #afterStart() {
    if (matchMedia("(hover: none)").matches) this.thread.list.focus();
    else this.composer.field.focus();
  }

  #view() {
    return {
      mine: (message) => this.actions.mine(message),
      room: this.store.current < 0,
      pinned: new Set(this.store.chat?.pinned ?? []),
    };
  }

  /** What a row shows besides its messages: pins, spinners, own votes. */
  #look(row) {
    const pinned = this.store.chat?.pinned ?? [];
    return row.messages
      .map(
        (each) => `${pinned.includes(each.message_id)} ${this.pressing.look(each)} ${this.voting.look(each)}`,
      )
      .join();
  }

  #lastOwn() {
    const own = [...this.known.byNumber.values()].filter(
      (each) => each.text !== undefined && this.actions.mine(each),
    );
    return own.reduce((newest, each) => (each.message_id > (newest?.message_id ?? 0) ? each : newest), null);
  }

  /** Bot API: ForceReply opens an answer to the message that carries it. */
  #followForceReply() {
    const last = this.known.rows.at(-1)?.messages.at(-1);
    if (last?.sandbox?.outgoing && last.sandbox.keyboard?.force_reply) this.composer.force(last);
  }

  /** The messages before the oldest; false when there are none or somebody asks already. */
  async #older() {
    const chatId = this.store.current;
    if (this.#fetching || !this.known.older || this.known.oldest() === null) return false;
    this.#fetching = true;
    try {
      const { messages, older } = await this.api.verb("older", {
        chat_id: chatId,
        before: this.known.oldest(),
        count: OLDER,
        viewer: this.actions.me(),
      });
      if (this.store.current !== chatId) return false;
      this.known.before(messages, older);
      this.thread.update(this.known.rows);
      return messages.length > 0;
    } catch (error) {
      this.toasts.failed(error);
      return false;
    } finally {
      this.#fetching = false;
    }
  }

  async #reach(number) {
    for (let page = 0; page < FAR && !this.known.byNumber.has(number); page += 1) {
      if (!(await this.#older())) break;
    }
    return this.thread.jump(number);
  }
}
