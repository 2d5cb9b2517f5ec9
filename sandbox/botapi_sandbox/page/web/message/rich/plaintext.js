// The words of a RichText alone. Labels and buttons need no more, and nothing is drawn here.

export const DEEPEST = 40; // nobody nests deeper by hand

/** The words alone, for labels. */
export function plainText(text, depth = 0) {
  if (depth > DEEPEST || text === null || text === undefined) return "";
  if (typeof text === "string") return text;
  if (Array.isArray(text)) return text.map((part) => plainText(part, depth + 1)).join("");
  return text.alternative_text ?? text.expression ?? plainText(text.text ?? text.button?.text, depth + 1);
}
