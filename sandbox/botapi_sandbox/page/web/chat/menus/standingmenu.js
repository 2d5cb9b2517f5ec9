// The chat's own menu: block and unblock, a start code, the end of an account.

import { askLine, confirm, raw } from "../../base/widgets/dialog.js";
import { RoomMenu } from "./roommenu.js";

export class StandingMenu {
  constructor({ store, api, toasts, actions }) {
    Object.assign(this, { store, api, toasts, actions });
    this.room = new RoomMenu({ store, api, toasts });
  }

  items() {
    const { chat } = this.store;
    const room = this.store.current < 0;
    const blocked = chat?.standing === "blocked";
    const gone = chat?.standing === "deactivated";
    const entries = [
      ...(room ? this.room.items() : []),
      !room &&
        !gone &&
        !blocked && {
          label: "Block the bot",
          icon: "block",
          act: () => this.stand("block"),
          testid: "block",
          danger: true,
        },
      !room &&
        blocked && {
          label: "Unblock the bot",
          icon: "block",
          act: () => this.stand("unblock"),
          testid: "menu-unblock",
        },
      !gone && {
        label: "Open with a start code…",
        icon: "link",
        act: () => this.#startCode(),
        testid: "start-code",
      },
      ...(room || gone ? [] : this.#joinable()),
      { label: "Raw JSON", icon: "braces", act: () => raw("This chat", chat, this.actions.copy) },
      !room &&
        !gone && { label: "Delete the account", icon: "trash", danger: true, act: () => this.#deactivate() },
    ];
    return entries.filter(Boolean);
  }

  /** start, block, unblock or deactivate. */
  async stand(verb) {
    try {
      await this.api.verb(verb, { user_id: this.actions.me() });
    } catch (error) {
      this.toasts.failed(error);
    }
  }

  /** The first word of a person to a bot. */
  begin() {
    this.actions.command("/start");
  }

  async #startCode() {
    const code = await askLine({
      title: "Start code",
      label: "What t.me/bot?start= carries",
      action: "Start",
      hint: "spring",
    });
    if (code) this.actions.command(`/start ${code}`);
  }

  /** Groups and channels that this person may ask to join, with the bot among their administrators. */
  #joinable() {
    const me = this.actions.me();
    const open = (each) => each.id < 0 && each.bot_status === "administrator" && !each.roles?.[me];
    return this.store.roster.chats.filter(open).map((room) => ({
      label: `Ask to join ${room.title}`,
      icon: "plus",
      act: () => this.#ask(me, room),
      testid: "ask-to-join",
    }));
  }

  async #ask(me, room) {
    try {
      await this.api.verb("ask_to_join", { user_id: me, chat_id: room.id });
      this.toasts.toast(`The request to join ${room.title} is sent`);
    } catch (error) {
      this.toasts.failed(error);
    }
  }

  async #deactivate() {
    const sure = await confirm({
      title: "Delete the account",
      text: "The bot can never write to this person again.",
      action: "Delete",
      danger: true,
    });
    if (sure) this.stand("deactivate");
  }
}
