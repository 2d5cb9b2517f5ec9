// Formatting as ranges of a text: {text, entities}. Offsets are UTF-16 units, as everywhere.

const ALONE = new Set(["code", "pre"]); // Bot API: these hold no other formatting

/** The value with `type` put on start..end, or taken off when all of it has it already. */
export function toggle(value, type, start, end, about = {}) {
  if (start === end) return value;
  const on = !covers(value.entities, type, start, end) || Object.keys(about).length > 0;
  let entities = cut(
    value.entities,
    start,
    end,
    (each) => each.type === type || (on && (ALONE.has(type) || ALONE.has(each.type))),
  );
  if (on) entities = [...entities, { type, offset: start, length: end - start, ...about }];
  return { text: value.text, entities: joined(entities) };
}

/** Whether all of start..end is formatted so. */
export function covers(entities, type, start, end) {
  let at = start;
  for (const each of entities.filter((one) => one.type === type).sort(byOffset)) {
    if (each.offset <= at) at = Math.max(at, each.offset + each.length);
  }
  return end > start && at >= end;
}

/** Without the formatting of start..end, or what `chosen` picks of it. */
export function cut(entities, start, end, chosen = () => true) {
  return entities.flatMap((each) => {
    const stop = each.offset + each.length;
    if (!chosen(each) || stop <= start || each.offset >= end) return [each];
    const parts = [];
    if (each.offset < start) parts.push({ ...each, length: start - each.offset });
    if (stop > end) parts.push({ ...each, offset: end, length: stop - end });
    return parts;
  });
}

/** Without the white space around it, which Telegram does not keep either. */
export function trimmed({ text, entities }) {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  const moved = entities
    .map((each) => {
      const from = Math.max(0, each.offset - start);
      const to = Math.min(kept.length, each.offset + each.length - start);
      return { ...each, offset: from, length: to - from };
    })
    .filter((each) => each.length > 0);
  return { text: kept, entities: joined(moved) };
}

/** Neighbours of the same kind become one. */
export function joined(entities) {
  const result = [];
  for (const each of [...entities].sort(byOffset)) {
    const before = result.findLast((one) => alike(one, each));
    if (before && before.offset + before.length >= each.offset) {
      before.length = Math.max(before.length, each.offset + each.length - before.offset);
    } else result.push({ ...each });
  }
  return result;
}

function alike(one, other) {
  return one.type === other.type && one.url === other.url && one.language === other.language;
}

function byOffset(one, other) {
  return one.offset - other.offset || other.length - one.length;
}
