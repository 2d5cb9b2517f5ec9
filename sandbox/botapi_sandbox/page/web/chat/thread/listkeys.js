// The message list by keyboard and by pointer: arrows walk, Enter opens a message's menu.

// Where a double click is for what is there: words are marked by it.
const INSIDE = "button, a, input, video, audio, summary, [role=button], .words, .rich";

/** `find(id)` gives a message; `leave()` goes back to writing. */
export function listKeys(list, { find, actions, leave }) {
  const messageOf = (target) => {
    const holder = target.closest?.(".album-item") ?? target.closest?.(".row");
    return holder ? find(Number(holder.dataset.id)) : undefined;
  };
  list.addEventListener("keydown", (event) => keyed(event, list, { messageOf, actions, leave }));
  list.addEventListener("contextmenu", (event) => {
    const message = messageOf(event.target);
    if (!message || !getSelection().isCollapsed || event.target.closest("a")) return;
    event.preventDefault();
    actions.menu(message, { x: event.clientX, y: event.clientY });
  });
  list.addEventListener("dblclick", (event) => {
    const message = event.target.closest(INSIDE) ? undefined : messageOf(event.target);
    if (!message) return;
    getSelection().removeAllRanges();
    actions.reply(message);
  });
}

function keyed(event, list, { messageOf, actions, leave }) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const rows = [...list.querySelectorAll(".row:not(.leaving)")];
  const at = rows.indexOf(event.target.closest(".row"));
  const onRow = event.target === list || event.target.classList.contains("row");
  const target = walked(event.key, rows, at);
  if (target && onRow) target.focus();
  else if (event.key === "Escape") leave();
  else if (onRow && at >= 0 && ["Enter", "ContextMenu"].includes(event.key)) {
    actions.menu(messageOf(event.target), rows[at].querySelector(".bubble, .service"));
  } else return;
  event.preventDefault();
}

function walked(key, rows, at) {
  switch (key) {
    case "ArrowUp":
      return rows[at < 0 ? rows.length - 1 : Math.max(0, at - 1)];
    case "ArrowDown":
      return rows[at < 0 ? rows.length - 1 : Math.min(rows.length - 1, at + 1)];
    case "Home":
      return rows[0];
    case "End":
      return rows.at(-1);
    default:
      return undefined;
  }
}
