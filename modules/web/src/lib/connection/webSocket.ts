import type { Transport } from './socket';

/** The browser's own WebSocket. */
export function webSocket(url: URL): Transport {
  const socket = new WebSocket(url);
  return {
    listen({ opened, heard, closed }) {
      socket.onopen = opened;
      socket.onmessage = (message: MessageEvent<unknown>) => {
        if (typeof message.data === 'string') heard(message.data);
      };
      socket.onclose = (close) => closed(close.code);
    },
    send: (text) => socket.send(text),
    close: () => socket.close(),
  };
}
