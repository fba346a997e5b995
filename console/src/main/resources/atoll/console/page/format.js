// How numbers are written. What is not known is a dash.

const NONE = "–";
const UNITS = ["B", "KB", "MB", "GB", "TB"];

export function bytes(count) {
  if (count === null || count === undefined || Number.isNaN(count)) {
    return NONE;
  }
  let unit = 0;
  let size = count;
  while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${digits(size)} ${UNITS[unit]}`;
}

export function digits(value) {
  if (value === null || value === undefined || Number.isNaN(value)) {
    return NONE;
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) || size >= 100) {
    return Math.round(value).toLocaleString("en");
  }
  return value.toFixed(size >= 10 ? 0 : size >= 1 ? 1 : 2);
}

/** Of a processor. */
export function cpu(cores) {
  return cores === null || cores === undefined ? NONE : `${digits(cores * 100)} %`;
}

export function perSecond(rate) {
  return `${digits(rate)}/s`;
}

/** Nanoseconds. */
export function taken(nanos) {
  if (nanos < 1e3) return `${Math.round(nanos)} ns`;
  if (nanos < 1e6) return `${digits(nanos / 1e3)} µs`;
  if (nanos < 1e9) return `${digits(nanos / 1e6)} ms`;
  return `${digits(nanos / 1e9)} s`;
}

export function ago(millis) {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} d`;
}

export function clock(millis) {
  const time = new Date(millis);
  const two = (n) => String(n).padStart(2, "0");
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

export function times(count) {
  return count === 1 ? "1 restart" : `${count} restarts`;
}
