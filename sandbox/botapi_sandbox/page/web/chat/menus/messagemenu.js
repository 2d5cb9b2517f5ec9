// What one can do with a message.

import { sentence } from "../../message/service.js";

/** Entries for popup(). `actions`: see actions.js. */
export function messageMenu(message, actions) {
  const text = message.text ?? message.caption;
  const mine = actions.mine(message);
  const written = sentence(message) === null;
  const pinned = actions.store.chat?.pinned?.includes(message.message_id);
  const entries = [
    written && { label: "Reply", icon: "reply", act: () => actions.reply(message), testid: "menu-reply" },
    written &&
      !message.has_protected_content && {
        label: "Forward…",
        icon: "forward",
        act: () => actions.forward(message),
        testid: "menu-forward",
      },
    text && { label: "Copy text", icon: "copy", act: () => actions.copy(text) },
    mine &&
      text !== undefined && {
        label: "Edit",
        icon: "edit",
        act: () => actions.edit(message),
        testid: "menu-edit",
      },
    pinned && { label: "Pinned: go there", icon: "pin", act: () => actions.jump(message.message_id) },
    { label: "Raw JSON", icon: "braces", act: () => actions.raw(message), testid: "menu-raw" },
    {
      label: "Delete for both",
      icon: "trash",
      danger: true,
      act: () => actions.delete(message),
      testid: "menu-delete",
    },
  ];
  return entries.filter(Boolean);
}
