package dev.starling.messaging;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.conversation.Watermark;
import dev.starling.routing.delivery.Router;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.conversation.ChangeSettings;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.Standing;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far each member has come. Watermarks only move forward and never past the head, so marking
/// is harmless in any order and any number of times.
public final class ReceiptService {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptService.class);

  private final Function<Watermark, Future<Optional<Watermark>>> mark;
  private final PersonalActions personal;
  private final Membership membership;
  private final Audiences audiences;
  private final Router router;
  private final int membersMax;
  private final List<Consumer<Signal.Receipt>> readers = new CopyOnWriteArrayList<>();

  ReceiptService(
      Function<Watermark, Future<Optional<Watermark>>> mark,
      PersonalActions personal,
      Membership membership,
      Audiences audiences,
      Router router,
      MessagingConfig config) {
    this.mark = mark;
    this.personal = personal;
    this.membership = membership;
    this.audiences = audiences;
    this.router = router;
    this.membersMax = config.receiptMembersMax();
  }

  public Future<Signal.Receipt> read(UserId user, MarkSeq read) {
    return moved(new Watermark(read.conversation(), user, read.seq(), read.seq()))
        .compose(
            moved ->
                moved.isMarkedUnread() ? unmark(moved).map(moved) : Future.succeededFuture(moved))
        .map(ReceiptService::receipt)
        .onSuccess(this::tell)
        .onSuccess(receipt -> readers.forEach(reader -> reader.accept(receipt)));
  }

  /// Hears of everything that is read on this node, on any thread; it must not block.
  public void onRead(Consumer<Signal.Receipt> listener) {
    readers.add(listener);
  }

  public Future<Signal.Receipt> delivered(UserId user, MarkSeq delivered) {
    return moved(new Watermark(delivered.conversation(), user, 0, delivered.seq()))
        .map(ReceiptService::receipt)
        .onSuccess(this::tell);
  }

  /// Where the member stands after it, once that is durable.
  private Future<Watermark> moved(Watermark wanted) {
    return mark.apply(wanted)
        .compose(moved -> moved.map(Future::succeededFuture).orElseGet(() -> refusal(wanted)));
  }

  /// Who reads needs no reminder any more.
  private Future<?> unmark(Watermark moved) {
    return personal.change(
        moved.user(), new ChangeSettings(moved.conversation(), null, null, null, false));
  }

  private static Signal.Receipt receipt(Watermark moved) {
    return new Signal.Receipt(
        moved.conversation(), moved.user(), moved.readSeq(), moved.deliveredSeq());
  }

  private Future<Watermark> refusal(Watermark wanted) {
    return membership
        .require(wanted.user(), wanted.conversation())
        // Whoever is a member by now was not when it counted.
        .compose(member -> Future.failedFuture(Standing.notAMember()));
  }

  /// A receipt nobody hears of is read with the conversation.
  private void tell(Signal.Receipt receipt) {
    audiences
        .now(receipt.conversation())
        .map(audience -> hearers(audience, receipt.user()))
        .onSuccess(
            hearers ->
                router.deliver(List.of(new Delivery.Passing(ServerFrame.signal(receipt), hearers))))
        .onFailure(cause -> LOG.debug("receipt not told", cause));
  }

  private List<UserId> hearers(Optional<Audience> audience, UserId reader) {
    return audience
        .filter(all -> all.memberCount() <= membersMax)
        .map(Audience::recipients)
        .orElse(List.of(reader));
  }
}
