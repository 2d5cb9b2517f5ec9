// Whether a step of the tour is done: conditions over what the page is told anyway.
//
// {chat, contains} · {chat, button} · {trouble: true} · {all: [...]}
// {bot: "killed" | "frozen" | "running"}: of several processes any one, but all of them running
// {to_many: 4}: so many bots have sent something that went to many

// Watches one condition from now on. What has come true stays true; of `all`, each is looked at
// only when those before it have: "killed, then running" is not done by a bot that never died.
export function watched(condition, store) {
  if (condition.all) return watchedAll(condition.all, store);
  const holds = test(condition, store);
  let done = false;
  return () => (done ||= holds());
}

function watchedAll(conditions, store) {
  let waiting = conditions;
  let first = null;
  return () => {
    while (waiting.length > 0) {
      first ??= watched(waiting[0], store);
      if (!first()) return false;
      waiting = waiting.slice(1);
      first = null;
    }
    return true;
  };
}

function test(condition, store) {
  if (condition.contains !== undefined)
    return () => contains(store, condition.chat, condition.contains);
  if (condition.button !== undefined)
    return () => hasButton(store, condition.chat, condition.button);
  if (condition.trouble) return troubleSince(store);
  if (condition.to_many !== undefined) return () => sendToMany(store) >= condition.to_many;
  if (condition.bot === "killed")
    return () => processes(store).some(({ state, how }) => state === "ended" && how === "killed");
  if (condition.bot === "frozen")
    return () => processes(store).some(({ state }) => state === "frozen");
  if (condition.bot === "running")
    return () => processes(store).every(({ state }) => state === "running");
  return () => false;
}

// Before the first event there is one of which nothing is known.
function processes({ bot, fleet }) {
  return fleet?.processes ?? [bot ?? {}];
}

function sendToMany({ spread }) {
  return new Set(spread.items.map(({ bot }) => bot)).size;
}

// In the open chat any message counts; of the others only the newest is known.
function contains(store, chat, text) {
  if (store.current === chat)
    return fromBot(store).some((message) => words(message).includes(text));
  const last = store.listed(chat)?.last;
  return Boolean(last?.outgoing) && last.text.includes(text);
}

function hasButton(store, chat, text) {
  if (store.current !== chat) return false;
  return fromBot(store).some((message) =>
    (message.reply_markup?.inline_keyboard ?? [])
      .flat()
      .some((button) => button.text.includes(text)),
  );
}

function fromBot(store) {
  return [...store.messages.values()].filter((message) => message.sandbox?.outgoing);
}

function words(message) {
  return message.text ?? message.caption ?? "";
}

function troubleSince(store) {
  const struck = () => (store.pulse ? store.pulse.totals.refused + store.pulse.totals.broken : 0);
  const before = struck();
  return () => struck() > before || store.pulse?.ban_left > 0 || store.pulse?.outage_left > 0;
}
