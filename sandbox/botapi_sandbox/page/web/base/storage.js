// What a browser remembers of this page; where it may not keep anything, nothing is remembered.

const PREFIX = "local-telegram.";

export function remembered(name) {
  try {
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A private window: it forgets, and works all the same.
  }
}
