const HUES = [262, 210, 172, 142, 28, 340, 300, 48];

/** Somebody's initials on their colour. Says nothing that the name beside it does not say. */
export function Avatar({ name, seed, ring }: { name: string; seed: string; ring?: 'new' | 'seen' | undefined }) {
  const words = name.trim().split(/\s+/);
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => Array.from(word ?? '')[0] ?? '')
    .join('')
    .toUpperCase();
  return (
    <span className={`avatar${ring === undefined ? '' : ` ring-${ring}`}`} aria-hidden="true">
      <span className={`hue-${HUES[hash(seed) % HUES.length] ?? 262}`}>{initials}</span>
    </span>
  );
}

function hash(text: string): number {
  let value = 7;
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return value;
}
