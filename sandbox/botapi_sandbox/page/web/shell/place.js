// The open chat stands in the address (#7), so that a reload and the Back button find it again.

const WIDE = "(min-width: 760px)";

export function rememberPlace(store) {
  const asked = chatInAddress();
  if (asked !== null) store.open(asked);
  store.on("open", (chat) => {
    if (chat !== chatInAddress()) location.hash = chat === null ? "" : `#${chat}`;
  });
  addEventListener("hashchange", () => store.open(chatInAddress()));
  openFirst(store);
}

// Where there is room for it, the first chat is open from the start.
function openFirst(store) {
  const stop = store.on("roster", ({ chats }) => {
    const first = chats.find((chat) => chat.kind !== "crowd");
    if (!first) return;
    stop();
    if (store.current !== null || !matchMedia(WIDE).matches) return;
    history.replaceState(null, "", `#${first.id}`); // nobody went there: Back must not come here again
    store.open(first.id);
  });
}

function chatInAddress() {
  return /^#-?\d+$/.test(location.hash) ? Number(location.hash.slice(1)) : null;
}
