package dev.starling.routing.delivery;

import dev.starling.routing.bus.WireFormat;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Deliver;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The layout of [Deliver], by hand because it goes with every message.
///
/// `version:1 count:4`, then each `kind:1 [conversation:8 seq:8 xid:8 previousXid:8] length:4 frame
/// recipients:4 user:8…`
public final class DeliverFormat implements WireFormat<Deliver> {

  private static final byte VERSION = 1;
  private static final byte DURABLE = 0;
  private static final byte PASSING = 1;

  @Override
  public void write(Deliver value, Buffer out) {
    out.appendByte(VERSION).appendInt(value.deliveries().size());
    for (Delivery delivery : value.deliveries()) {
      switch (delivery) {
        case Delivery.Durable durable ->
            out.appendByte(DURABLE)
                .appendLong(durable.conversation().value())
                .appendLong(durable.seq())
                .appendLong(durable.xid())
                .appendLong(durable.previousXid());
        case Delivery.Passing passing -> out.appendByte(PASSING);
      }
      byte[] frame = delivery.frame().getBytes(StandardCharsets.UTF_8);
      out.appendInt(frame.length).appendBytes(frame).appendInt(delivery.recipients().size());
      delivery.recipients().forEach(user -> out.appendLong(user.value()));
    }
  }

  @Override
  public Deliver read(Buffer in, int position) {
    Reader reader = new Reader(in, position);
    byte version = reader.nextByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("deliver: version " + version + " (expected: 1)");
    }
    int count = reader.nextInt();
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deliveries.add(delivery(reader));
    }
    return new Deliver(deliveries);
  }

  private static Delivery delivery(Reader in) {
    if (in.nextByte() == PASSING) {
      return new Delivery.Passing(in.nextText(), in.nextUsers());
    }
    return new Delivery.Durable(
        new ConversationId(in.nextLong()),
        in.nextLong(),
        in.nextLong(),
        in.nextLong(),
        in.nextText(),
        in.nextUsers());
  }

  private static final class Reader {

    private final Buffer in;
    private int position;

    Reader(Buffer in, int position) {
      this.in = in;
      this.position = position;
    }

    byte nextByte() {
      return in.getByte(position++);
    }

    int nextInt() {
      int value = in.getInt(position);
      position += Integer.BYTES;
      return value;
    }

    long nextLong() {
      long value = in.getLong(position);
      position += Long.BYTES;
      return value;
    }

    String nextText() {
      int length = nextInt();
      String text = in.getString(position, position + length); // UTF-8 is its default.
      position += length;
      return text;
    }

    List<UserId> nextUsers() {
      int count = nextInt();
      List<UserId> users = new ArrayList<>(Math.min(count, in.length() / Long.BYTES));
      for (int i = 0; i < count; i++) {
        users.add(new UserId(nextLong()));
      }
      return users;
    }
  }
}
