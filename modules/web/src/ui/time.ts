const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const LONG_DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const DAY_MS = 24 * 60 * 60 * 1000;

export function clock(at: string | number): string {
  return CLOCK.format(new Date(at));
}

/** As short as a list wants it: today's time, this week's day, or the date. */
export function briefly(at: string, now = new Date()): string {
  const days = daysBetween(new Date(at), now);
  if (days <= 0) return clock(at);
  return (days < 7 ? WEEKDAY : DAY).format(new Date(at));
}

/** The heading over a day of messages. */
export function dayName(at: string | number, now = new Date()): string {
  const days = daysBetween(new Date(at), now);
  if (days <= 0) return 'Today';
  return days === 1 ? 'Yesterday' : LONG_DAY.format(new Date(at));
}

export function isSameDay(a: string | number, b: string | number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

/** How long ago, in one number. */
export function ago(at: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'just now';
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ago`;
}

function daysBetween(from: Date, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(from)) / DAY_MS);
}
