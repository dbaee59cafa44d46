/// Sockets: SockJS with its fallbacks, and plain WebSocket, both speaking the Vert.x event-bus
/// bridge's JSON frames.
///
/// A [SocketSession] is one client's end, owned by one event loop. It reads frames, lets the domain
/// answer them, and writes what its inbox says. It holds no rules.
///
/// **Invariant:** what a client sends costs it, not others: frames are bounded in size and rate,
/// commands in number, and a client that reads slowly is given names of conversations to catch up
/// with, not a buffer.
@CheckReturnValue
package dev.starling.connection;

import com.google.errorprone.annotations.CheckReturnValue;
