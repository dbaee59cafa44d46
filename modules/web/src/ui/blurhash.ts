const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';
const AVERAGE_FROM = 2;
const AVERAGE_TO = 6;

/** The average colour of a picture, which its blurhash begins with (blurha.sh); undefined for none that is one. */
export function averageColour(blurhash: string | undefined): string | undefined {
  const digits = blurhash?.slice(AVERAGE_FROM, AVERAGE_TO) ?? '';
  if (digits.length < AVERAGE_TO - AVERAGE_FROM) return undefined;
  let value = 0;
  for (const digit of digits) {
    const at = DIGITS.indexOf(digit);
    if (at < 0) return undefined;
    value = value * DIGITS.length + at;
  }
  return value > 0xffffff ? undefined : `#${value.toString(16).padStart(6, '0')}`;
}
