/// The rules of conversations: who may say what, who hears about it, how far each has come.
///
/// **Invariant:** a sender is answered after the database has committed. Delivery to sockets comes
/// after that and is best effort: a socket that misses something reads it from the log
/// ([dev.starling.messaging.sync]). **Invariant:** nothing asynchronous stands between a socket and
/// the writer, so one socket's messages take their places in the order it sent them.
@CheckReturnValue
package dev.starling.messaging;

import com.google.errorprone.annotations.CheckReturnValue;
