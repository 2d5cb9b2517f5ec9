// How a process is, in words.

import { lasting } from "../../base/numbers.js";

const SILENT = 5; // seconds without a call that are worth a word

export function stateWords({ state, how, code }) {
  if (state === "running") return "Running";
  if (state === "frozen") return "Frozen";
  if (state === "none") return "This sandbox did not start a bot, so there is none it could kill.";
  if (how === "killed") return "Killed";
  if (how === "stopped") return "Stopped";
  if (how === null) return "Not started yet";
  return code === null || code === undefined ? "Ended by itself" : `Ended by itself, code ${code}`;
}

// `passed`: seconds since the event; the event itself comes only when something changed.
export function detailWords({ state, pid, since, silent_for: silent }, passed) {
  const words = [];
  if (pid) words.push(`process ${pid}`);
  if (state !== "none" && typeof since === "number") {
    const whole = lasting(Math.floor(since + passed));
    words.push(state === "ended" ? `${whole} ago` : `for ${whole}`);
  }
  if (silent >= SILENT) words.push(`silent for ${lasting(silent)}`);
  return words.join(" · ");
}
