/// Starling's clients, as many as one event loop can play: REST for what comes first, then a plain
/// WebSocket each. Uses nothing but the public protocol.
@CheckReturnValue
package dev.starling.bench.load.client;

import com.google.errorprone.annotations.CheckReturnValue;
