// Where one writes: the field, its tools, files, commands and the bot's keyboard.

import { AnswerBar } from "./answering.js";
import { CommandMenu } from "./commands.js";
import { attachments, ComposerLine } from "./composerline.js";
import { el } from "../base/dom.js";
import { Field } from "./field/field.js";
import { trimmed } from "./field/formatting.js";
import { ReplyKeyboard } from "./keyboard.js";
import { Toolbar } from "./toolbar.js";
import { Tray } from "./tray.js";

export class Composer {
  #drafts = new Map(); // chat → {value, answering}
  #chat = null;
  #forced = null; // the message whose force_reply was followed already
  #turn = Promise.resolve(true); // the last send

  /** `writing`: see writing.js; `lastOwn()`: the newest message the person may change; `sent()` is
   * called when something new was written. */
  constructor({ writing, toasts, lastOwn, sent }) {
    Object.assign(this, { writing, toasts, lastOwn, sent });
    this.field = new Field({
      changed: () => this.#changed(),
      keys: (event) => this.#key(event),
      files: (files) => this.tray.add(files),
      shortcuts: (event) => this.toolbar.shortcut(event),
    });
    this.toolbar = new Toolbar({ field: this.field, toasts });
    this.tray = new Tray({ changed: () => this.#changed(), toasts });
    this.bar = new AnswerBar({ over: () => this.#giveUp() });
    this.commands = new CommandMenu({
      send: (command) => this.#say({ text: command, entities: [] }),
      fill: (text) => this.field.put({ text, entities: [] }),
    });
    this.keyboard = new ReplyKeyboard({
      say: (text) => this.#say({ text, entities: [] }),
      share: (what) => this.writing.share(what),
    });
    this.root = this.#build();
    document.addEventListener("selectionchange", () => {
      if (document.activeElement !== this.field.root) return;
      this.field.moved();
      this.toolbar.update();
    });
  }

  /** Another chat: what was begun in the last one waits there. */
  open(chatId) {
    if (this.#chat !== null)
      this.#drafts.set(this.#chat, {
        value: this.field.value(),
        mode: this.bar.mode,
        message: this.bar.message,
      });
    this.#chat = chatId;
    const draft = this.#drafts.get(chatId);
    this.tray.clear();
    this.bar.end();
    this.keyboard.offer(null);
    if (draft?.mode) this.bar.begin(draft.mode, draft.message);
    this.field.put(draft?.value ?? { text: "", entities: [] });
  }

  /** A `chat` event. */
  update(event) {
    if (this.commands.offer(event.commands ?? [])) this.commands.follow(this.field.value().text);
    this.keyboard.offer(event.keyboard ?? null);
    this.line.offer({ commands: this.commands.has(), keyboard: this.keyboard.has() });
    this.field.placeholder(event.keyboard?.input_field_placeholder || "Write a message");
  }

  /** The bot asks for an answer to this message (ForceReply): begun once. */
  force(message) {
    if (this.#forced === message.message_id || this.bar.mode) return;
    this.#forced = message.message_id;
    this.reply(message);
  }

  reply(message) {
    this.bar.begin("reply", message);
    this.field.focus();
  }

  edit(message) {
    this.bar.begin("edit", message);
    this.field.put({
      text: message.text ?? message.caption ?? "",
      entities: message.entities ?? message.caption_entities ?? [],
    });
    this.field.focus();
  }

  fill(text) {
    this.field.put({ text, entities: [] });
    this.field.focus();
  }

  drop(files) {
    this.tray.add(files);
    this.field.focus();
  }

  #build() {
    const { field, commands, keyboard, tray, toolbar, bar, writing } = this;
    this.line = new ComposerLine({
      field: field.root,
      send: () => this.#send(),
      commands: () => commands.toggle(),
      keyboard: () => keyboard.toggle(),
      attach: () => attachments({ choose: () => tray.chooser.click(), share: (what) => writing.share(what) }),
      tools: () => this.root.classList.toggle("with-tools"),
    });
    return el(
      "div",
      { class: "composer" },
      commands.root,
      bar.root,
      tray.root,
      tray.chooser,
      toolbar.root,
      this.line.root,
      keyboard.root,
    );
  }

  #changed() {
    if (!this.line) return; // the parts are still being put together
    const { text } = this.field.value();
    this.line.follow(text, this.tray.files().length);
    this.commands.follow(text);
    this.toolbar.update();
  }

  #key(event) {
    if (this.commands.key(event)) return true;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      this.#send();
      return true;
    }
    if (event.key === "Escape" && this.bar.mode) {
      this.#giveUp();
      return true;
    }
    const own = event.key === "ArrowUp" && this.field.empty() && !this.bar.mode ? this.lastOwn() : null;
    if (own) this.edit(own);
    return Boolean(own);
  }

  #giveUp() {
    if (this.bar.mode === "edit") this.field.put({ text: "", entities: [] });
    this.bar.end();
    this.field.focus();
  }

  #send() {
    const value = trimmed(this.field.value());
    const files = this.tray.files();
    if (files.length > 0) return this.#upload(files, value);
    return value.text ? this.#say(value, true) : undefined;
  }

  async #upload(files, value) {
    const { mode, message } = this.bar;
    const how = {
      manner: this.tray.manner(),
      replyTo: mode === "reply" ? message.message_id : null,
    };
    this.tray.clear();
    this.#clear();
    const through = await this.#inTurn(() => this.writing.upload(files, value, how));
    if (through) this.sent();
    else {
      this.tray.add(files);
      this.#putBack(value, mode, message);
    }
  }

  /** `own`: what stands in the field; else a command or a key of the bot's keyboard. */
  async #say(value, own = false) {
    const { mode, message } = this.bar;
    if (own || this.field.value().text.startsWith("/")) this.#clear();
    else this.bar.end();
    const act =
      own && mode === "edit"
        ? () => this.writing.edit(message, value)
        : () => this.writing.say(value, mode === "reply" ? message.message_id : null);
    const through = await this.#inTurn(act);
    if (through && mode !== "edit") this.sent();
    if (!through && own) this.#putBack(value, mode, message);
  }

  /** One after the other, so that what is written fast arrives in order. Resolves with success. */
  #inTurn(act) {
    const tried = async () => {
      try {
        await act();
        return true;
      } catch (error) {
        this.toasts.failed(error);
        return false;
      }
    };
    this.#turn = this.#turn.then(tried);
    return this.#turn;
  }

  /** What did not get through can be tried again, unless something else is being written. */
  #putBack(value, mode = null, message = null) {
    if (!this.field.empty()) return;
    this.field.put(value);
    if (mode) this.bar.begin(mode, message);
  }

  #clear() {
    this.bar.end();
    this.field.put({ text: "", entities: [] });
  }
}
