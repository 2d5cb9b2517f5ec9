// What a person sends into the open chat, as calls of the sandbox.

import { makePoll } from "./pollmaker.js";

const HERE = { latitude: 52.3702, longitude: 4.8952 };

export class Writing {
  /** `me()`: the person who writes, `chat()`: the open chat. */
  constructor({ api, store, toasts, me }) {
    Object.assign(this, { api, store, toasts, me });
  }

  say({ text, entities = [] }, replyTo = null) {
    const marked = entities.length > 0 ? { entities } : {};
    const answer = replyTo === null ? {} : { reply_to: replyTo };
    return this.api.verb("say", { ...this.#who(), text, ...marked, ...answer });
  }

  edit(message, { text, entities }) {
    const field = message.text === undefined ? "caption" : "text";
    const marked = entities.length > 0 ? { entities } : {};
    return this.api.verb("edit", {
      ...this.#who(),
      message_id: message.message_id,
      [field]: text,
      ...marked,
    });
  }

  delete(message) {
    return this.api.verb("delete", { ...this.#who(), message_id: message.message_id });
  }

  upload(files, { text, entities }, { manner, replyTo = null }) {
    const { user_id: user, chat_id: chat } = this.#who();
    return this.api.upload({ user, chat, files, caption: text, entities, as: manner, replyTo });
  }

  /** contact, location, dice or poll. */
  async share(what) {
    const fields = await this.#fields(what);
    if (fields === null) return;
    try {
      await this.api.verb("send", { ...this.#who(), kind: what, fields });
    } catch (error) {
      this.toasts.failed(error);
    }
  }

  #fields(what) {
    if (what === "poll") return makePoll();
    if (what === "location") return HERE;
    if (what === "dice") return { emoji: "🎲" };
    const me = this.me();
    const name = this.store.chat?.person?.title ?? "Somebody";
    return { phone_number: `+1555${String(me).padStart(7, "0")}`, first_name: name, user_id: me };
  }

  #who() {
    return { user_id: this.me(), chat_id: this.store.current };
  }
}
