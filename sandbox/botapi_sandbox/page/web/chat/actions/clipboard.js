// Copying; the page tells what came of it.

/** A function that copies a text and says so. */
export function copier(toasts) {
  return async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      toasts.toast("Copied");
    } catch {
      toasts.toast(`The browser does not let this page copy. The text: ${text}`);
    }
  };
}
