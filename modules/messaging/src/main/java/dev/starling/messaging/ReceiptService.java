package dev.starling.messaging;

import dev.starling.messaging.audience.Audience;
import dev.starling.messaging.audience.Audiences;
import dev.starling.persistence.conversation.Moved;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far each member has come. Watermarks only move forward and never past the head, so marking
/// is harmless in any order and any number of times.
public final class ReceiptService {

  private static final Logger LOG = LoggerFactory.getLogger(ReceiptService.class);

  private final Function<Watermark, Future<Optional<Moved>>> mark;
  private final PersonalActions personal;
  private final Membership membership;
  private final Hearers hearers;
  private final List<Consumer<Signal.Receipt>> readers = new CopyOnWriteArrayList<>();

  /// How others hear of it.
  ///
  /// @param membersMax in larger groups a receipt is told only to the reader's own devices
  record Hearers(Audiences audiences, ReadReceipts between, Router router, int membersMax) {}

  ReceiptService(
      Function<Watermark, Future<Optional<Moved>>> mark,
      PersonalActions personal,
      Membership membership,
      Hearers hearers) {
    this.mark = mark;
    this.personal = personal;
    this.membership = membership;
    this.hearers = hearers;
  }

  public Future<Signal.Receipt> read(UserId user, MarkSeq read) {
    return moved(new Watermark(read.conversation(), user, read.seq(), read.seq()))
        .compose(
            moved ->
                moved.isMarkedUnread()
                    ? unmark(moved.mark()).map(moved)
                    : Future.succeededFuture(moved))
        .onSuccess(this::tell)
        .map(moved -> receipt(moved.mark()))
        .onSuccess(receipt -> readers.forEach(reader -> reader.accept(receipt)));
  }

  /// Hears of everything that is read on this node, on any thread; it must not block.
  public void onRead(Consumer<Signal.Receipt> listener) {
    readers.add(listener);
  }

  public Future<Signal.Receipt> delivered(UserId user, MarkSeq delivered) {
    return moved(new Watermark(delivered.conversation(), user, 0, delivered.seq()))
        .onSuccess(this::tell)
        .map(moved -> receipt(moved.mark()));
  }

  /// Where the member stands after it, once that is durable.
  private Future<Moved> moved(Watermark wanted) {
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

  private Future<Moved> refusal(Watermark wanted) {
    return membership
        .require(wanted.user(), wanted.conversation())
        // Whoever is a member by now was not when it counted.
        .compose(member -> Future.failedFuture(Standing.notAMember()));
  }

  /// A receipt nobody hears of is read with the conversation.
  private void tell(Moved moved) {
    Watermark mark = moved.mark();
    hearers
        .audiences()
        .now(mark.conversation())
        .map(audience -> among(audience, moved))
        .compose(
            people ->
                hearers.between().among(people).map(between -> deliveries(moved, people, between)))
        .onSuccess(hearers.router()::deliver)
        .onFailure(cause -> LOG.debug("receipt not told", cause));
  }

  private List<UserId> among(Optional<Audience> audience, Moved moved) {
    return audience
        .filter(all -> all.memberCount() <= hearers.membersMax() && !moved.isQuiet())
        .map(Audience::recipients)
        .orElse(List.of(moved.mark().user()));
  }

  /// Whoever may not see what was read hears of what was delivered, and nothing when only reading
  /// went on: that a receipt came would say it.
  private static List<Delivery> deliveries(
      Moved moved, List<UserId> people, ReadReceipts.Between between) {
    Signal.Receipt whole = receipt(moved.mark());
    Map<Boolean, List<UserId>> bySight =
        people.stream().collect(Collectors.partitioningBy(one -> between.shows(whole.user(), one)));
    List<Delivery> deliveries = new ArrayList<>();
    deliveries.add(new Delivery.Passing(ServerFrame.signal(whole), bySight.get(true)));
    if (moved.isDeliveredFurther() && !bySight.get(false).isEmpty()) {
      Signal.Receipt part =
          new Signal.Receipt(whole.conversation(), whole.user(), null, whole.deliveredSeq());
      deliveries.add(new Delivery.Passing(ServerFrame.signal(part), bySight.get(false)));
    }
    return deliveries;
  }
}
