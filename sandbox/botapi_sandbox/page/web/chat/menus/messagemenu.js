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
    written && { label: "React…", icon: "face", act: () => actions.reactions(message), testid: "menu-react" },
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

const REACTIONS = ["👍", "❤", "🔥", "🎉", "👎"];

/** What somebody may react with, and taking it back. */
export function reactionMenu(message, actions) {
  const choices = REACTIONS.map((emoji) => ({
    label: emoji,
    icon: "face",
    act: () => actions.react(message, [emoji]),
    testid: "react",
  }));
  return [...choices, null, { label: "None", icon: "trash", act: () => actions.react(message, []) }];
}
