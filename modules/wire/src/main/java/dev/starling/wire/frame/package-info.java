/// The frames of a socket, as the Vert.x event-bus bridge defines them: what a client says
/// ([dev.starling.wire.frame.ClientFrame]) and what it is told
/// ([dev.starling.wire.frame.ServerFrame]).
@CheckReturnValue
package dev.starling.wire.frame;

import com.google.errorprone.annotations.CheckReturnValue;
