package dev.starling.messaging;

import dev.starling.persistence.event.Action;
import dev.starling.persistence.event.ActionResult;
import dev.starling.persistence.event.Appended;
import dev.starling.persistence.event.NewMessage;
import io.vertx.core.Future;
import java.util.function.Function;

/// How a node writes into conversations.
///
/// @param append through this node's writers, or another node's
/// @param act through this node's writers, or as a transaction of its own
public record Writing(
    Function<NewMessage, Future<Appended>> append, Function<Action, Future<ActionResult>> act) {}
