package dev.starling.routing.bus;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The only class that touches the event bus. Everything else sees typed addresses and plain
/// futures. Safe for use by any thread.
public final class Bus {

  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final Duration RETRY_AFTER = Duration.ofMillis(500);

  private final EventBus events;

  public Bus(EventBus events) {
    this.events = events;
  }

  /// Every record that travels is registered once, before anything is served or asked.
  public <T extends Record> Bus register(Class<T> type, WireFormat<T> format) {
    events.registerDefaultCodec(type, new RecordCodec<>(type, format));
    return this;
  }

  /// Fails with [Failure.TryLater] when nobody answers in time, or nobody is there to answer.
  public <Q extends Record, R extends Record> Future<R> ask(Request<Q, R> request, Q question) {
    DeliveryOptions options = new DeliveryOptions().setSendTimeout(request.timeout().toMillis());
    return events
        .<R>request(request.address(), question, options)
        .map(Message::body)
        .recover(cause -> Future.failedFuture(asFailure(request, cause)));
  }

  /// Completes once every node knows the registration, so a started verticle is a reachable one.
  public <Q extends Record, R extends Record> Future<Void> serve(
      Request<Q, R> request, Function<Q, Future<R>> handler) {
    return events
        .<Q>consumer(
            request.address(),
            message ->
                // compose, not a bare call: a handler that throws must still answer.
                Future.succeededFuture(message.body())
                    .compose(handler)
                    .onSuccess(message::reply)
                    .onFailure(cause -> refuse(message, cause)))
        .completion();
  }

  public <E extends Record> void publish(Topic<E> topic, E event) {
    events.publish(topic.address(), event);
  }

  /// Completes once every node knows the registration.
  public <E extends Record> Future<Void> listen(Topic<E> topic, Consumer<E> listener) {
    return events
        .<E>consumer(topic.address(), message -> listener.accept(message.body()))
        .completion();
  }

  private static void refuse(Message<?> message, Throwable cause) {
    if (cause instanceof Failure failure) {
      message.fail(failure.code().number(), failure.getMessage());
    } else {
      LOG.error("{} failed", message.address(), cause);
      message.fail(ErrorCode.INTERNAL.number(), "internal error");
    }
  }

  /// What another node cannot do now, this one may try again; what failed there was logged there.
  private static Throwable asFailure(Request<?, ?> request, Throwable cause) {
    if (!(cause instanceof ReplyException reply)) {
      return cause;
    }
    if (reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
      return new Failure.TryLater(
          ErrorCode.OVERLOADED, "no answer from " + request.address(), RETRY_AFTER);
    }
    ErrorCode code = ErrorCode.of(reply.failureCode());
    return code == ErrorCode.INTERNAL
        ? new IllegalStateException(request.address() + " failed on another node")
        : new Failure.TryLater(code, reply.getMessage(), RETRY_AFTER);
  }
}
