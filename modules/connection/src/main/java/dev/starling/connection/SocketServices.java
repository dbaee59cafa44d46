package dev.starling.connection;

import dev.starling.connection.command.Caller;
import dev.starling.messaging.presence.Listener;
import dev.starling.messaging.sync.Inboxes;
import dev.starling.wire.SessionId;
import dev.starling.wire.frame.ClientFrame.Send;
import io.vertx.core.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// What the sockets of a node need from the rest of it.
///
/// @param commands answers with a record that is written as JSON, or with null
/// @param inboxes those of the event loop it is called on
/// @param closed is told of each socket that ends
public record SocketServices(
    Authentication authentication,
    Predicate<SessionId> isRevoked,
    BiFunction<Caller, Send, Future<?>> commands,
    Supplier<Inboxes> inboxes,
    Consumer<Listener> closed,
    Sockets sockets,
    ConnectionConfig config) {}
