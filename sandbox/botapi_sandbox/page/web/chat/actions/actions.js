// What a tap anywhere in the chat does. The parts that draw messages know only these names.

import { confirm, raw } from "../../base/widgets/dialog.js";
import { fullName } from "../../message/kinds.js";
import { startCode } from "../../message/text/links.js";
import { messageMenu, reactionMenu } from "../menus/messagemenu.js";
import { popup } from "../../base/widgets/popup.js";

export class Actions {
  /** `late` holds the parts that need these actions themselves: pressing, voting, forwarding,
   * composer, writing, thread; they are filled in when all are made (chat.js). */
  constructor({ store, api, toasts, copy }) {
    Object.assign(this, { store, api, toasts, copy });
    this.revealed = new Set(); // spoilers and quotes opened, by name
    this.late = {};
  }

  /** The person whose hands these are: of a private chat its owner, in rooms the writer. */
  me() {
    const { current, chat, roster } = this.store;
    if (current > 0) return current;
    return chat?.writer ?? roster.chats.find((each) => each.kind === "person")?.id ?? null;
  }

  username() {
    return this.store.theBot()?.username ?? "";
  }

  fileUrl(fileId) {
    return this.api.fileUrl(fileId);
  }

  /** True when the link stays here: it starts this very bot. */
  follow(href) {
    const code = startCode(href, this.username());
    if (code === null) return false;
    this.start(code);
    return true;
  }

  /** Asks first: a link must not write in somebody's name by itself. */
  async start(code) {
    const text = code ? `/start ${code}` : "/start";
    const bot = this.store.theBot();
    const sure = await confirm({
      title: `Start ${bot?.name ?? "the bot"}`,
      text: `This link writes: ${text}`,
      action: "Start",
    });
    if (sure) this.#sayPrivately(text);
  }

  command(text) {
    this.#tried(this.late.writing.say({ text }));
  }

  compose(text) {
    this.late.composer.fill(text);
  }

  person(user) {
    this.toasts.toast(`${fullName(user) || "Somebody"} · ${user?.id ?? "?"}`);
  }

  async jump(number) {
    if (this.late.thread.jump(number)) return;
    if (!(await this.late.reach(number))) this.toasts.toast("That message is not here any more.");
  }

  press(message, given) {
    return this.late.pressing.press(message, given);
  }

  waiting(message, data) {
    return this.late.pressing.waiting(message, data);
  }

  voted(message) {
    return this.late.voting.voted(message);
  }

  ballot(message) {
    return this.late.voting.ballot(message);
  }

  vote(message, options) {
    return this.late.voting.vote(message, options);
  }

  reply(message) {
    this.late.composer.reply(message);
  }

  edit(message) {
    this.late.composer.edit(message);
  }

  delete(message) {
    this.#tried(this.late.writing.delete(message));
  }

  /** All of an album, as it is one thing to whoever taps it. */
  forward(message) {
    const album = message.media_group_id;
    const items = album
      ? [...this.store.messages.values()].filter((each) => each.media_group_id === album)
      : [message];
    this.#tried(this.late.forwarding.forward(items));
  }

  raw(message) {
    raw(`Message ${message.message_id}`, message, this.copy);
  }

  reactions(message) {
    const row = document.querySelector(`[data-id="${message.message_id}"]`) ?? { x: 200, y: 200 };
    popup(reactionMenu(message, this), row, { label: "Reactions", testid: "reaction-menu" });
  }

  react(message, emoji) {
    const place = { chat_id: message.chat.id, message_id: message.message_id };
    this.#tried(this.api.verb("react", { user_id: this.me(), ...place, emoji }));
  }

  mine(message) {
    return message.from?.id === this.me() && !message.sandbox?.outgoing;
  }

  menu(message, at) {
    popup(messageMenu(message, this), at, { label: "This message", testid: "message-menu" });
  }

  #sayPrivately(text) {
    const me = this.me();
    if (this.store.current !== me) this.store.open(me);
    this.#tried(this.api.verb("say", { user_id: me, chat_id: me, text }));
  }

  async #tried(promise) {
    try {
      await promise;
    } catch (error) {
      this.toasts.failed(error);
    }
  }
}
