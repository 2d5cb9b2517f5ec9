// Which addresses may be opened, and which lead back to this very bot.

const SCHEMES = new Set(["http:", "https:", "mailto:", "tel:", "tg:"]);
const HOSTS = new Set(["t.me", "telegram.me", "telegram.dog"]);
const CODE = /^[A-Za-z0-9_-]{1,64}$/; // Bot API: deep linking

/** The address as the browser will read it, or null for what must not be opened (javascript: …). */
export function safeUrl(url) {
  const given = String(url ?? "").trim();
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(given) && !/^[^/]+:\d/.test(given);
  try {
    const parsed = new URL(whole || /^(mailto|tel):/i.test(given) ? given : `http://${given}`);
    return SCHEMES.has(parsed.protocol) ? parsed.href : null;
  } catch {
    return null;
  }
}

/** What `/start` gets when this link is opened; null when it does not lead to that bot.
 * An empty string is a link to the bot without a code. */
export function startCode(url, username) {
  const href = safeUrl(url);
  if (href === null || !username) return null;
  const parsed = new URL(href);
  const named =
    parsed.protocol === "tg:"
      ? /^tg:\/*resolve/i.test(href) && parsed.searchParams.get("domain")
      : HOSTS.has(parsed.hostname.replace(/^www\./, "")) && parsed.pathname.slice(1).replace(/\/$/, "");
  if (!named || named.toLowerCase() !== username.toLowerCase()) return null;
  const code = parsed.searchParams.get("start") ?? "";
  return code === "" || CODE.test(code) ? code : null;
}

/** For a preview card: where a link leads, without the noise. */
export function domain(url) {
  const href = safeUrl(url);
  if (href === null) return "";
  return new URL(href).hostname.replace(/^www\./, "");
}
