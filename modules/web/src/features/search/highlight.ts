/** A piece of a text, and whether it is what was looked for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#x27;': "'",
  '&#x2F;': '/',
};

/** Takes the server's highlight apart: matches stand in `<em>`, the rest is escaped. Nothing of it becomes HTML here. */
export function pieces(highlight: string): readonly Piece[] {
  return highlight
    .split(/<em>(.*?)<\/em>/s)
    .map((text, index) => ({ text: unescaped(text), isMatch: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}

function unescaped(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#39|#x27|#x2F);/g, (entity) => ENTITIES[entity] ?? entity);
}
