// One person on the unmodified npm client @vertx/eventbus-bridge-client.js: signs in, listens, says messages once told to
// by a line on standard input, hears them all, resumes from where it began, and prints what it saw as one line of JSON.
//
// usage: node talk.cjs URL TRANSPORT TOKEN CONVERSATION NAME SAYS HEARS
//   TRANSPORT  websocket, xhr-streaming, xhr-polling (SockJS), or raw for a plain WebSocket
//   SAYS       how many messages to send
//   HEARS      how many to wait for, those of others included
'use strict';

const [url, transport, token, conversation, name, says, hears] = process.argv.slice(2);
const PATIENCE_MILLIS = 120000;

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

function fail(reason) {
  console.log(JSON.stringify({ failed: reason }));
  process.exit(1);
}

// Signs in and listens; what comes goes to the given functions. Answers with a function that hangs up.
function listen(cursor, whenCaughtUp, whenMessage) {
  let wanted = true;
  const options = transport === 'raw' ? {} : { transports: [transport] };
  const bus = new EventBus(url + '/eventbus', options);
  bus.onerror = (error) => fail('error frame: ' + JSON.stringify(error));
  bus.onclose = (event) => wanted && fail('closed: ' + (event && event.code) + ' ' + (event && event.reason));
  bus.onopen = () => {
    bus.send('session.open', { token }, (error) => {
      if (error) return fail('session.open: ' + JSON.stringify(error));
      bus.registerHandler('inbox', cursor ? { cursor } : {}, (failure, event) => {
        if (failure) return fail('inbox: ' + JSON.stringify(failure));
        if (event.body.type === 'caught-up') whenCaughtUp(event.body.cursor, bus);
        if (event.body.type === 'message') whenMessage(event.body);
      });
    });
  };
  return () => {
    wanted = false;
    bus.close();
  };
}

// Says everything, and something that is refused; resolves with the sequences, and the refusal's code.
function sayAll(bus) {
  const said = [];
  for (let i = 0; i < Number(says); i++) {
    said.push(say(bus, { conversation, clientId: name + i, text: name + ' ' + i }));
  }
  const refused = say(bus, { conversation: 'c1', clientId: 'x', text: 'x' });
  return Promise.all(said).then((answers) => refused.then((refusal) => ({ answers, refusal })));
}

function say(bus, message) {
  return new Promise((resolve) => {
    bus.send('message.send', message, (error, reply) => resolve(error ? error.failureCode : reply.body.seq));
  });
}

const seen = { heard: [], answers: null, refusal: null, again: [] };
let begun = false;
const allHeard = {};
allHeard.promise = new Promise((resolve) => (allHeard.resolve = resolve));
const hangUp = listen(null, begin, (message) => {
  seen.heard.push(message.seq);
  if (seen.heard.length === Number(hears)) allHeard.resolve();
});

function begin(cursor, bus) {
  if (begun) return; // It is told again from time to time.
  begun = true;
  process.stdin.once('data', () =>
    sayAll(bus)
      .then((said) => Object.assign(seen, said))
      .then(() => allHeard.promise)
      .then(() => resume(cursor))
  );
  console.log('listening');
}

function resume(cursor) {
  hangUp();
  listen(
    cursor,
    () => {
      console.log(JSON.stringify(seen));
      process.exit(0);
    },
    (message) => seen.again.push(message.seq)
  );
}

setTimeout(() => fail('only ' + seen.heard.length + ' heard, answers: ' + seen.answers), PATIENCE_MILLIS);
