// Numbers, sizes and lengths of time, as people write them.

const NARROW_SPACE = "\u202f";

// 3000 → "3 000"
export function grouped(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, NARROW_SPACE);
}

export function counted(number, one, many) {
  return `${grouped(number)} ${number === 1 ? one : many}`;
}

// Seconds as "7 s", "2 min 5 s", "1 h 4 min"
export function lasting(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole < 100) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

export function percent(share) {
  const value = share * 100;
  return `${value > 0 && value < 1 ? value.toFixed(1) : Math.round(value)} %`;
}

// A rate: one decimal while it is small.
export function rate(perSecond) {
  return perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : grouped(perSecond);
}

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
