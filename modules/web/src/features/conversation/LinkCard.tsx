import type { LinkPreview } from '../../lib/wire/wire';

/** What is behind a link, in the words of its page. The host is where the link leads; the site is what the page says. */
export function LinkCard({ preview }: { preview: LinkPreview }) {
  const host = hostOf(preview.url);
  if (host === undefined) return null;
  return (
    <a className="link-card" href={preview.url} target="_blank" rel="noopener noreferrer">
      <small>{preview.siteName === host ? host : `${preview.siteName} · ${host}`}</small>
      <strong>{preview.title}</strong>
      {preview.description !== undefined && <span>{preview.description}</span>}
    </a>
  );
}

/** Nothing for what is no link of the web: it is shown as text only. */
function hostOf(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname : undefined;
}
