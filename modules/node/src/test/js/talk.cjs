// One person on the unmodified npm client @vertx/eventbus-bridge-client.js: signs in, listens, says some messages, hears
// all of them, resumes where it stopped, and prints what it saw as one line of JSON.
//
// usage: node talk.cjs URL TRANSPORT TOKEN CONVERSATION NAME COUNT EXPECTED
//   TRANSPORT  websocket, xhr-streaming, xhr-polling (SockJS), or raw for a plain WebSocket
'use strict';

const [url, transport, token, conversation, name, countText, expectedText] = process.argv.slice(2);
const count = Number(countText);
const expected = Number(expectedText);

if (transport === 'raw') {
  // The client asks for SockJS by name; a plain WebSocket has the same face.
  const WebSocket = require('ws');
  const path = require.resolve('sockjs-client');
  const face = function (address) {
    return new WebSocket(address.replace(/^http/, 'ws') + '/websocket');
  };
  require.cache[path] = { id: path, filename: path, loaded: true, exports: face };
}
const EventBus = require('@vertx/eventbus-bridge-client.js');

const heard = [];
const answers = [];
let bus;

function connect(cursor, whenCaughtUp, whenMessage) {
  const options = transport === 'raw' ? {} : { transports: [transport] };
  bus = new EventBus(url + '/eventbus', options);
  bus.onerror = (error) => fail('error frame: ' + JSON.stringify(error));
  bus.onopen = () => {
    bus.send('session.open', { token }, (error) => {
      if (error) return fail('session.open: ' + JSON.stringify(error));
      bus.registerHandler('inbox', cursor ? { cursor } : {}, (failure, message) => {
        if (failure) return fail('inbox: ' + JSON.stringify(failure));
        if (message.body.type === 'caught-up') whenCaughtUp(message.body.cursor);
        if (message.body.type === 'message') whenMessage(message.body);
      });
    });
  };
}

function fail(reason) {
  console.log(JSON.stringify({ failed: reason }));
  process.exit(1);
}

let started = false;
let firstCursor;
connect(
  null,
  (cursor) => {
    if (started) return;
    started = true;
    firstCursor = cursor;
    console.log('listening');
    for (let i = 0; i < count; i++) {
      const body = { conversation, clientId: name + i, text: name + ' ' + i };
      bus.send('message.send', body, (error, reply) => {
        if (error) return fail('message.send: ' + JSON.stringify(error));
        answers.push(reply.body.seq);
        done();
      });
    }
    // A refusal comes back to the callback with its code.
    bus.send('message.send', { conversation: 'c1', clientId: 'x', text: 'x' }, (error) => {
      answers.push(-(error ? error.failureCode : 0));
      done();
    });
  },
  (message) => {
    heard.push(message.seq);
    done();
  }
);

let ended = false;
function done() {
  if (ended || heard.length < expected || answers.length < count + 1) return;
  ended = true;
  bus.close();
  resume();
}

function resume() {
  const again = [];
  let finished = false;
  connect(
    firstCursor,
    () => {
      if (finished) return;
      finished = true;
      console.log(JSON.stringify({ heard, answers, again }));
      process.exit(0);
    },
    (message) => again.push(message.seq)
  );
}

setTimeout(() => fail('only ' + heard.length + ' heard and ' + answers.length + ' answered'), 50000);
