// What a tap on a button of the bot does, and which taps still wait for their answer.

import { safeUrl } from "../../message/text/links.js";

const PATIENCE = 10; // wall-clock seconds; Telegram's own apps give up after about as many
const MOST = 3; // waiting at a time: a browser keeps few connections, and the page needs some

export class Pressing {
  #waiting = new Set(); // "chat message data"

  /** `changed()` is called when a spinner comes or goes. */
  constructor({ store, api, toasts, actions, changed }) {
    Object.assign(this, { store, api, toasts, actions, changed });
  }

  waiting(message, data) {
    return this.#waiting.has(this.#key(message, data));
  }

  /** How many wait under this message: the look of its buttons. */
  look(message) {
    const start = this.#key(message, "");
    return [...this.#waiting].filter((key) => key.startsWith(start)).join();
  }

  async press(message, given) {
    if (given.disabled) return;
    const url = given.url ?? given.login_url?.url;
    if (url) return this.#open(url);
    if (given.copy_text) return this.actions.copy(given.copy_text.text);
    if (given.callback_data !== undefined) return this.#callBack(message, given.callback_data);
    const inline = given.switch_inline_query_current_chat ?? given.switch_inline_query;
    if (inline !== undefined) return this.actions.compose(`@${this.actions.username()} ${inline}`);
    const app = given.web_app?.url;
    this.toasts.toast(app ? `Here opens the web app ${app}` : "This sandbox knows no such button.");
  }

  async #callBack(message, data) {
    const key = this.#key(message, data);
    if (this.#waiting.has(key)) return;
    if (this.#waiting.size >= MOST) {
      this.toasts.toast("The bot has not answered the buttons before yet.");
      return;
    }
    this.#waiting.add(key);
    this.changed();
    try {
      this.#show(
        await this.api.verb("press", {
          user_id: this.actions.me(),
          chat_id: message.chat.id,
          message_id: message.message_id,
          data,
          wait: PATIENCE,
        }),
      );
    } catch (error) {
      this.toasts.failed(error);
    } finally {
      this.#waiting.delete(key);
      this.changed();
    }
  }

  #show(answer) {
    if (!answer.answered) this.toasts.toast("The bot did not answer.");
    else if (answer.url) this.#open(answer.url);
    else if (answer.text && answer.alert) this.toasts.alertBox(answer.text);
    else if (answer.text) this.toasts.toast(answer.text);
  }

  #open(url) {
    const href = safeUrl(url);
    if (href === null) this.toasts.toast("This address is not opened.", { kind: "bad" });
    else if (!this.actions.follow(href)) window.open(href, "_blank", "noopener,noreferrer");
  }

  #key(message, data) {
    return `${message.chat.id} ${message.message_id} ${data}`;
  }
}
