import { useLayoutEffect, useRef, useState, type ChangeEvent, type SubmitEvent, type KeyboardEvent } from 'react';
import { ChosenFiles } from './ChosenFiles';
import { useUploads } from './useUploads';
import type { Attachment } from '../../lib/wire/wire';
import { Icon } from '../../ui/Icon';

/** As the server counts: bytes of UTF-8. */
const TEXT_BYTES_MAX = 8 * 1024;

interface ComposerProps {
  title: string;
  onSend: (text: string, files: readonly Attachment[]) => void;
}

/** Where one writes. Enter sends; with Shift, or on a screen keyboard, it begins a new line. */
export function Composer({ title, onSend }: ComposerProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const bytes = text.length > TEXT_BYTES_MAX / 3 ? new TextEncoder().encode(text).length : 0;
  const isTooLong = bytes > TEXT_BYTES_MAX;
  const { chosen, add, remove, clear } = useUploads();
  const files = chosen.flatMap(({ attachment }) => attachment ?? []);
  const isReady = files.length === chosen.length && (files.length > 0 || text.trim() !== '') && !isTooLong;

  useLayoutEffect(() => {
    const area = input.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  function send() {
    if (!isReady) return;
    onSend(text.trim(), files);
    setText('');
    clear();
    input.current?.focus();
  }

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    send();
  }

  function onChoose(event: ChangeEvent<HTMLInputElement>) {
    Array.from(event.target.files ?? []).forEach(add);
    event.target.value = '';
  }

  function onKeyDown(event: KeyboardEvent) {
    const sends = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
    if (!sends || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  }

  return (
    <form className="composer" onSubmit={onSubmit}>
      {chosen.length > 0 && <ChosenFiles chosen={chosen} onRemove={remove} />}
      <label className="icon-button">
        <Icon name="attach" />
        <span className="unseen">Attach files</span>
        <input type="file" multiple className="unseen" onChange={onChoose} />
      </label>
      <textarea
        ref={input}
        rows={1}
        value={text}
        aria-label={`Message to ${title}`}
        aria-invalid={isTooLong}
        placeholder="Message"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <button type="submit" className="icon-button filled" aria-label="Send" disabled={!isReady}>
        <Icon name="send" />
      </button>
      {isTooLong && (
        <p className="hint" role="status">
          {bytes - TEXT_BYTES_MAX} bytes too long
        </p>
      )}
    </form>
  );
}
