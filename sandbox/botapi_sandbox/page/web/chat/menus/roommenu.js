// What can be done in a group or channel: the bot comes and goes, people are made administrators.

import { askRoles } from "../../chats/newroom.js";

const OUTSIDE = ["left", "kicked"];

export class RoomMenu {
  constructor(tools) {
    Object.assign(this, { tools, store: tools.store, api: tools.api, toasts: tools.toasts });
  }

  items() {
    const room = this.store.listed(this.store.current);
    if (!room || room.kind === "pair") return [];
    const outside = OUTSIDE.includes(room.bot_status);
    const usual = room.kind === "channel" ? "administrator" : "member";
    return [
      outside && this.#entry("Add the bot", "plus", "add-bot", "promote", { status: usual }),
      !outside &&
        room.bot_status !== "administrator" &&
        this.#entry("Make the bot an administrator", "check", "bot-admin", "promote", {
          status: "administrator",
        }),
      !outside &&
        room.bot_status === "administrator" &&
        this.#entry("Take its rights from the bot", "block", "bot-member", "promote", { status: "member" }),
      !outside && {
        ...this.#entry("Remove the bot", "trash", "remove-bot", "kick", { status: "kicked" }),
        danger: true,
      },
      { label: "Who is in it…", icon: "more", act: () => askRoles(room, this.tools), testid: "room-roles" },
    ].filter(Boolean);
  }

  #entry(label, icon, testid, verb, fields) {
    return { label, icon, testid, act: () => this.#do(verb, fields) };
  }

  async #do(verb, fields) {
    try {
      await this.api.verb(verb, { chat_id: this.store.current, ...fields });
    } catch (error) {
      this.toasts.failed(error);
    }
  }
}
