import { describe, expect, it } from 'vitest';
import { decode, encode, inboxEvent } from './codec';

describe('codec', () => {
  it('writes frames as the bridge reads them', () => {
    const body = { conversation: 'c9', clientId: 'x', text: 'hi "you"' };

    expect(encode({ type: 'send', address: 'message.send', replyAddress: 'r1', body })).toBe(
      '{"type":"send","address":"message.send","replyAddress":"r1",' +
        '"body":{"conversation":"c9","clientId":"x","text":"hi \\"you\\""}}',
    );
    // Byte for byte what the server takes without reading it as JSON.
    expect(encode({ type: 'ping' })).toBe('{"type":"ping"}');
  });

  it('reads every kind of frame', () => {
    expect(decode('{"type":"rec","address":"r1","body":{}}')).toEqual({ type: 'rec', address: 'r1', body: {} });
    expect(decode('{"type":"err","failureCode":201,"message":"no"}')).toMatchObject({ type: 'err', failureCode: 201 });
    expect(decode('{"type":"pong"}')).toEqual({ type: 'pong' });
  });

  it.each(['', 'null', '[]', '7', '{', '{"type":"rec"}', '{"type":"err"}', '{"type":"new"}', '{"type":7}', '{}'])(
    'passes over what is no frame: %s',
    (text) => {
      expect(decode(text)).toBeUndefined();
    },
  );

  it('passes over events of a newer server', () => {
    expect(inboxEvent({ type: 'caught-up', cursor: 'x' })).toEqual({ type: 'caught-up', cursor: 'x' });
    expect(inboxEvent({ type: 'hologram' })).toBeUndefined();
    expect(inboxEvent({ type: 'toString' })).toBeUndefined();
    expect(inboxEvent('message')).toBeUndefined();
  });
});
