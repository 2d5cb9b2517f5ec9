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

// Bot API: MessageEntity.date_time_format is "r", or some of these letters in this order.
const PARTS = {
  w: { weekday: "long" },
  d: { day: "2-digit", month: "2-digit", year: "2-digit" },
  D: { day: "numeric", month: "long", year: "numeric" },
  t: { hour: "2-digit", minute: "2-digit" },
  T: { hour: "2-digit", minute: "2-digit", second: "2-digit" },
};
const STEPS = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

/** Unix seconds as a date_time entity shows them, in the zone of whoever looks; null where its
 * words stay as they are. */
export function localTime(unix, format) {
  if (format === "r") return relative(unix);
  const options = Object.assign({}, ...Array.from(format ?? "", (letter) => PARTS[letter] ?? {}));
  if (Object.keys(options).length === 0) return null;
  return new Intl.DateTimeFormat("en-GB", options).format(readable(unix));
}

function relative(unix) {
  const away = readable(unix).getTime() / 1000 - Date.now() / 1000;
  const [unit, length] = STEPS.find(([, seconds]) => Math.abs(away) >= seconds) ?? STEPS.at(-1);
  const words = new Intl.RelativeTimeFormat("en-GB", { numeric: "auto" });
  return words.format(Math.round(away / length), unit);
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
