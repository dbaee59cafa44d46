package dev.starling.bench.load.client;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Makes people and their sockets, a few at a time, so that the setup of a run is no storm. To be
/// used on one event loop.
public final class Crowd {

  /// Requests to all nodes at a time. More would wait in the nodes' queues for a password hash.
  private static final int REQUESTS_MAX = 32;

  private static final int CONNECTS_MAX = 32;

  private final List<Node> nodes;
  private final Rest rest;
  private final Links links;
  private final Frame frame = new Frame();
  private final String prefix;

  public Crowd(Vertx vertx, List<Node> nodes) {
    this.nodes = List.copyOf(nodes);
    this.rest = new Rest(vertx, REQUESTS_MAX);
    this.links =
        new Links(
            ((ContextInternal) vertx.getOrCreateContext()).nettyEventLoop(),
            vertx.isNativeTransportEnabled());
    // New people each time: whatever earlier runs left behind is not theirs.
    this.prefix = "b" + Long.toString(System.currentTimeMillis(), 36) + ".";
  }

  /// People spread evenly over the nodes: neighbours in the list are on different ones.
  public Future<List<Person>> register(int count, IntConsumer progress) {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    return Throttle.each(
        numbers,
        REQUESTS_MAX,
        number -> rest.register(nodes.get(number % nodes.size()), prefix + number),
        progress);
  }

  /// What each node tells its operators, in Prometheus' text format.
  public Future<List<String>> metrics() {
    return Throttle.each(nodes, REQUESTS_MAX, rest::metrics, done -> {});
  }

  /// Direct conversations of the first with the second, the third with the fourth, and so on.
  public Future<List<String>> openPairs(List<Person> people, IntConsumer progress) {
    List<Integer> pairs = IntStream.range(0, people.size() / 2).boxed().toList();
    return Throttle.each(
        pairs,
        REQUESTS_MAX,
        pair -> rest.openDirect(people.get(2 * pair), people.get(2 * pair + 1)),
        progress);
  }

  /// Some messages of each person in the conversation of their pair: their numbers there.
  public Future<List<List<Long>>> write(
      List<Person> people, List<String> pairs, int each, IntConsumer progress) {
    List<Integer> numbers = IntStream.range(0, people.size()).boxed().toList();
    return Throttle.each(
        numbers,
        REQUESTS_MAX,
        number -> write(people.get(number), pairs.get(number / 2), each),
        progress);
  }

  private Future<List<Long>> write(Person writer, String conversation, int count) {
    return Throttle.each(
        IntStream.range(0, count).boxed().toList(),
        1,
        number -> rest.write(writer, conversation, "first-" + number, "the first of many"),
        done -> {});
  }

  /// Groups of the first so many, of the next so many, and so on.
  public Future<List<String>> openGroups(List<Person> people, int members, IntConsumer progress) {
    List<Integer> groups = IntStream.range(0, people.size() / members).boxed().toList();
    return Throttle.each(
        groups,
        REQUESTS_MAX,
        group -> {
          List<Person> all = people.subList(group * members, (group + 1) * members);
          return rest.openGroup(all.getFirst(), all.subList(1, members), prefix + group);
        },
        progress);
  }

  /// A socket for each, whose event stream has begun.
  public Future<List<Device>> connect(List<Person> people, IntConsumer progress) {
    return Throttle.each(people, CONNECTS_MAX, this::connect, progress);
  }

  /// A socket whose event stream has begun.
  public Future<Device> connect(Person person) {
    return Device.connect(links, frame, person);
  }

  /// A socket that goes on from where another one was, and has caught up. The listener hears what
  /// was missed, too.
  public Future<Device> resume(Person person, String cursor, Device.Listener listener) {
    return Device.resume(links, frame, person, cursor, listener);
  }

  /// A direct conversation of each of the ones with the other in the same place.
  public Future<List<String>> openDirects(
      List<Person> ones, List<Person> others, IntConsumer progress) {
    List<Integer> numbers = IntStream.range(0, ones.size()).boxed().toList();
    return Throttle.each(
        numbers,
        REQUESTS_MAX,
        number -> rest.openDirect(ones.get(number), others.get(number)),
        progress);
  }

  /// The first of every so many people takes the others of these as contacts.
  public Future<List<Void>> addContacts(List<Person> people, int each, IntConsumer progress) {
    List<Integer> numbers = IntStream.range(0, people.size()).boxed().toList();
    return Throttle.each(
        numbers,
        REQUESTS_MAX,
        number ->
            number % each == 0
                ? Future.succeededFuture()
                : rest.addContact(people.get(number / each * each), people.get(number)),
        progress);
  }
}
