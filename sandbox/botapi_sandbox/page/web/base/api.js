// Asking the sandbox to do something: its control verbs, and files.

// Verbs that concern one bot and take its token.
const OF_A_BOT = new Set([
  "say",
  "send",
  "album",
  "edit",
  "delete",
  "forward",
  "press",
  "forged_callback",
  "vote",
  "react",
  "update",
  "chat",
  "last_message",
  "wait_for",
  "commands",
  "older",
  "crowd",
  "without",
  "twice",
]);

// The sandbox said no, or did not answer; the message is fit to be shown.
export class Refused extends Error {}

export class Api {
  constructor(store) {
    this.store = store;
  }

  // One verb of the control API. Throws Refused.
  async verb(name, args = {}) {
    const token = OF_A_BOT.has(name) ? this.store.token() : null;
    const body = JSON.stringify(token === null ? args : { token, ...args });
    return answered(() => fetch(`sandbox/${name}`, { method: "POST", body }));
  }

  // Sends files as a person. `as`: auto or document. Throws Refused.
  async upload({ user, chat, files, caption = "", entities = [], as = "auto", replyTo = null }) {
    const form = new FormData();
    for (const file of files) form.append("file", file, file.name);
    form.append("caption", caption);
    form.append("caption_entities", JSON.stringify(entities));
    form.append("as", as);
    if (replyTo !== null) form.append("reply_to", replyTo);
    const asked = new URLSearchParams({ user, chat });
    const bot = this.store.theBot();
    if (bot) asked.set("bot", bot.id);
    return answered(() => fetch(`page/upload?${asked}`, { method: "POST", body: form }));
  }

  // Where the bytes of a file are; 404 for files that were only made up.
  fileUrl(fileId) {
    const bot = this.store.theBot();
    return `page/file?${new URLSearchParams({ bot: bot ? bot.id : "", id: fileId })}`;
  }
}

async function answered(ask) {
  let answer;
  try {
    answer = await ask();
  } catch {
    throw new Refused("The sandbox does not answer.");
  }
  const value = await answer.json().catch(() => null);
  if (!answer.ok) throw new Refused(value?.error ?? `The sandbox answered ${answer.status}.`);
  return value;
}
