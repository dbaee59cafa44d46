package dev.starling.bench.load;

import dev.starling.bench.load.client.Device;
import dev.starling.bench.load.client.Person;
import dev.starling.bench.load.client.Rest;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// How each [Act] is done, over sockets where the socket protocol has it, else over HTTP. Owned by
/// the event loop.
///
/// Every fifth person is an author, whose stories the four that follow can see.
final class Everyday {

  static final int READERS = 5;

  /// A node waits 1.5 s for each.
  private static final int FIRST_SEARCHES_MAX = 20;

  private static final long SEED = 20_261_124;

  /// The server bounds it by what there is.
  private static final int ALL = Integer.MAX_VALUE;

  /// Among those that messages are made of.
  private static final List<String> SOUGHT =
      List.of("coffee", "harbour", "sunday", "tomorrow rain");

  private final Rest rest;
  private final List<Device> devices;
  private final List<String> conversations;
  private final Map<Integer, String> stories = new HashMap<>();
  private final Random random = new Random(SEED);
  private int posted;

  /// @param conversations one of each person, in their order
  Everyday(Rest rest, List<Device> devices, List<String> conversations) {
    this.rest = rest;
    this.devices = List.copyOf(devices);
    this.conversations = List.copyOf(conversations);
  }

  /// Whose stories somebody can see: their own if they are an author.
  static int authorFor(int person) {
    return person / READERS * READERS;
  }

  /// All authors post, and somebody searches until there is an answer: an Elasticsearch that has
  /// just started takes longer for its first ones than a node waits.
  Future<Void> begin() {
    List<Future<Void>> posting = new ArrayList<>();
    for (int author = 0; author < devices.size(); author += READERS) {
      posting.add(post(author));
    }
    return Future.all(posting).compose(posted -> firstSearch(FIRST_SEARCHES_MAX));
  }

  /// What is refused for good is for the run to tell.
  private Future<Void> firstSearch(int tries) {
    return search(devices.getFirst().person())
        .recover(cause -> tries > 1 ? firstSearch(tries - 1) : Future.succeededFuture());
  }

  /// Somebody does it.
  Future<Void> act(Act act) {
    int who = random.nextInt(devices.size());
    Device device = devices.get(who);
    Person person = device.person();
    String conversation = conversations.get(who);
    return switch (act) {
      case READ ->
          device.ask("conversation.read", Map.of("conversation", conversation, "seq", ALL));
      case HISTORY ->
          device.ask("conversation.events", Map.of("conversation", conversation, "limit", 50));
      case LIST -> rest.get(person, "/v1/conversations?limit=50").mapEmpty();
      case FEED -> rest.get(person, "/v1/stories/feed").mapEmpty();
      case SHOW -> show(device, authorFor(who));
      case POST -> post(authorFor(who));
      case SEARCH -> search(person);
    };
  }

  private Future<Void> search(Person person) {
    String words = SOUGHT.get(random.nextInt(SOUGHT.size())).replace(' ', '+');
    return rest.get(person, "/v1/search/messages?q=" + words).mapEmpty();
  }

  /// The author's latest story replaces the one that their readers look at.
  private Future<Void> post(int author) {
    String text = "story " + posted++ + " of a day by the river";
    return rest.post(devices.get(author).person(), "/v1/stories", Map.of("text", text))
        .map(
            story -> {
              stories.put(author, story.path("id").asText());
              return null;
            });
  }

  private Future<Void> show(Device device, int author) {
    String story = stories.get(author);
    if (story == null) {
      return Future.failedFuture("nobody has posted");
    }
    return rest.get(device.person(), "/v1/stories/" + story)
        .compose(shown -> device.ask("story.view", Map.of("story", story)));
  }
}
