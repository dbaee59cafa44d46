import { useLayoutEffect, useRef, useState, type SubmitEvent, type KeyboardEvent } from 'react';
import { Icon } from '../../ui/Icon';

/** As the server counts: bytes of UTF-8. */
const TEXT_BYTES_MAX = 8 * 1024;

/** Where one writes. Enter sends; with Shift, or on a screen keyboard, it begins a new line. */
export function Composer({ title, onSend }: { title: string; onSend: (text: string) => void }) {
  const [text, setText] = useState('');
  const input = useRef<HTMLTextAreaElement>(null);
  const bytes = text.length > TEXT_BYTES_MAX / 3 ? new TextEncoder().encode(text).length : 0;
  const isTooLong = bytes > TEXT_BYTES_MAX;

  useLayoutEffect(() => {
    const area = input.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
  }, [text]);

  function send() {
    if (text.trim() === '' || isTooLong) return;
    onSend(text.trim());
    setText('');
    input.current?.focus();
  }

  function onSubmit(event: SubmitEvent) {
    event.preventDefault();
    send();
  }

  function onKeyDown(event: KeyboardEvent) {
    const sends = event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing;
    if (!sends || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  }

  return (
    <form className="composer" onSubmit={onSubmit}>
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
      <button type="submit" className="icon-button filled" aria-label="Send" disabled={text.trim() === '' || isTooLong}>
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
