// Sizes, lengths and moments in few characters.

// Made once: making one for each message would be the dearest part of drawing it.
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

/** 1536 → "1.5 KB". */
export function bytes(count) {
  if (!Number.isFinite(count)) return "";
  let rest = count;
  for (const unit of ["B", "KB", "MB"]) {
    if (rest < 1024) return `${unit === "B" ? rest : rest.toFixed(rest < 10 ? 1 : 0)} ${unit}`;
    rest /= 1024;
  }
  return `${rest.toFixed(1)} GB`;
}

/** Seconds → "3:07". */
export function length(seconds) {
  if (!Number.isFinite(seconds)) return "";
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Unix seconds → "09:41". */
export function clock(date) {
  return CLOCK.format(readable(date));
}

/** Unix seconds → "Sunday 22 November 2026 at 09:41:05". */
export function moment(date) {
  return MOMENT.format(readable(date));
}

/** Unix seconds → one string for each calendar day. */
export function day(date) {
  return new Date(date * 1000).toDateString();
}

/** Unix seconds → "Sunday 22 November", with the year when it is another one. */
export function dayWords(date) {
  const moment = new Date(date * 1000);
  const now = new Date();
  if (moment.toDateString() === now.toDateString()) return "Today";
  const year = moment.getFullYear() === now.getFullYear() ? {} : { year: "numeric" };
  return moment.toLocaleDateString("en-GB", { weekday: "long", day: "numeric", month: "long", ...year });
}

/** What is no date at all shows as the beginning of time instead of breaking the message. */
function readable(date) {
  const found = new Date(date * 1000);
  return Number.isNaN(found.getTime()) ? new Date(0) : found;
}
