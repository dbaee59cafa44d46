import type { Rest } from '../rest/rest';
import type { Attachment, ConversationId, MediaId, MediaUrl } from '../wire/wire';

/** An address is asked for again when it is good for less than this. */
const SPARE_MS = 60_000;

/** One's own files on their way to the server, and where those of messages are. */
export class Files {
  private readonly addresses = new Map<string, Promise<MediaUrl>>();

  constructor(
    private readonly rest: Rest,
    private readonly now: () => number,
  ) {}

  upload(file: File): Promise<Attachment> {
    const form = new FormData();
    form.set('file', file);
    return this.rest.upload<Attachment>('/media', form);
  }

  /** Where a file of a message can be had, for a while; the same question is asked once. */
  async address(conversation: ConversationId, seq: number, file: MediaId): Promise<MediaUrl> {
    const path = `/conversations/${conversation}/messages/${seq}/attachments/${file}`;
    const known = await this.addresses.get(path)?.catch(() => undefined);
    if (known !== undefined && Date.parse(known.expiresAt) - this.now() > SPARE_MS) return known;
    const asked = this.rest.get<MediaUrl>(path);
    this.addresses.set(path, asked);
    return asked;
  }
}
