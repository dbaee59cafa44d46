import { useEffect, useState } from 'react';
import { useClient } from '../../lib/client/context';
import type { Attachment, ConversationEventMessage, ConversationId, MediaUrl } from '../../lib/wire/wire';
import { averageColour } from '../../ui/blurhash';
import { Icon } from '../../ui/Icon';
import { sizeOf } from '../../ui/size';

/** Pictures are shown no larger than this, in either direction. */
const SIDE_MAX = 280;

/** The files that a message brought: pictures to look at, everything else to save. */
export function Attachments({ message, all }: { message: ConversationEventMessage; all: readonly Attachment[] }) {
  return (
    <ul className="attachments" aria-label="Files">
      {all.map((one) => (
        <li key={one.id}>
          <Linked conversation={message.conversation} seq={message.seq} file={one} />
        </li>
      ))}
    </ul>
  );
}

/** A file's name, or what it is when it has none. */
export function nameOf({ name, kind }: Attachment): string {
  return name ?? { picture: 'Picture', video: 'Video', audio: 'Audio', file: 'File' }[kind];
}

interface LinkedProps {
  conversation: ConversationId;
  seq: number;
  file: Attachment;
}

/** Leads to the file once the server has said where it is; until then its place is kept. */
function Linked({ conversation, seq, file }: LinkedProps) {
  const { files } = useClient();
  const [address, setAddress] = useState<MediaUrl>();
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    let isShown = true;
    files.address(conversation, seq, file.id).then(
      (found) => isShown && setAddress(found),
      () => isShown && setFailed(true),
    );
    return () => {
      isShown = false;
    };
  }, [files, conversation, seq, file.id]);

  return (
    <a href={address?.url} target="_blank" rel="noreferrer" aria-disabled={address === undefined}>
      {file.kind === 'picture' ? <Picture file={file} address={address} /> : <FileRow file={file} />}
      {hasFailed && <span className="hint">This file could not be found.</span>}
    </a>
  );
}

function Picture({ file, address }: { file: Attachment; address: MediaUrl | undefined }) {
  const { width = SIDE_MAX, height = SIDE_MAX } = file;
  const scale = Math.min(1, SIDE_MAX / Math.max(width, height));
  return (
    <img
      className="picture"
      src={address?.thumbnailUrl ?? address?.url}
      alt={nameOf(file)}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
      style={{ backgroundColor: averageColour(file.blurhash) }}
    />
  );
}

/** What is known of a file without having it. */
export function FileRow({ file }: { file: Attachment }) {
  return (
    <span className="file-row">
      <Icon name="file" />
      <span className="row-main">
        <span className="row-title">{nameOf(file)}</span>
        <span className="row-text">{sizeOf(file.size)}</span>
      </span>
    </span>
  );
}
