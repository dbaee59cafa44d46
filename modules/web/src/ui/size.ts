const UNITS = ['bytes', 'kB', 'MB', 'GB'];
const STEP = 1000;

/** A number of bytes as people say it. */
export function sizeOf(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= STEP && unit < UNITS.length - 1) {
    value /= STEP;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}
