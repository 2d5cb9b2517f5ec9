// Moments and days, as people read them.

// Made once: making one for each message would be the dearest part of drawing it.
const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const MOMENT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

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

/** Unix seconds → "09:41" today, else "22 Nov". */
export function clockTime(unix) {
  const then = new Date(unix * 1000);
  const today = then.toDateString() === new Date().toDateString();
  return today
    ? then.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hour12: false })
    : then.toLocaleDateString([], { day: "numeric", month: "short" });
}

/** What is no date at all shows as the beginning of time instead of breaking the message. */
function readable(date) {
  const found = new Date(date * 1000);
  return Number.isNaN(found.getTime()) ? new Date(0) : found;
}
