package dev.starling.story;

import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryFeed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What the answers must be, the plain way: no database, no copy, no partition.
final class Model {

  private record Pair(UserId one, UserId other) {}

  private record Ranked(int rank, StoryFeed.Entry entry) {}

  private final Set<Pair> contacts = new HashSet<>();
  private final Set<Pair> blocks = new HashSet<>();
  private final Map<StoryId, Story> stories = new LinkedHashMap<>();
  private final Map<StoryId, Set<UserId>> views = new HashMap<>();

  void addContact(UserId owner, UserId contact) {
    contacts.add(new Pair(owner, contact));
  }

  void removeContact(UserId owner, UserId contact) {
    contacts.remove(new Pair(owner, contact));
  }

  void block(UserId owner, UserId blocked) {
    blocks.add(new Pair(owner, blocked));
  }

  void unblock(UserId owner, UserId blocked) {
    blocks.remove(new Pair(owner, blocked));
  }

  void posted(Story story) {
    stories.put(story.id(), story);
  }

  /// Whether there was something to delete.
  boolean delete(UserId author, StoryId id, Instant now) {
    boolean mine = find(author, id, now).filter(story -> story.author().equals(author)).isPresent();
    if (mine) {
      stories.remove(id);
    }
    return mine;
  }

  Optional<Story> find(UserId viewer, StoryId id, Instant now) {
    return Optional.ofNullable(stories.get(id))
        .filter(story -> story.expiresAt().isAfter(now))
        .filter(story -> isFor(viewer, story.author()))
        .map(story -> story.author().equals(viewer) ? story : story.forViewer());
  }

  boolean view(UserId viewer, StoryId id, Instant now) {
    Optional<Story> found = find(viewer, id, now);
    found
        .filter(story -> !story.author().equals(viewer))
        .ifPresent(story -> views.computeIfAbsent(id, any -> new HashSet<>()).add(viewer));
    return found.isPresent();
  }

  Set<UserId> views(StoryId id) {
    return views.getOrDefault(id, Set.of());
  }

  List<StoryFeed.Entry> feed(UserId viewer, List<User> people, Instant now) {
    return people.stream()
        .flatMap(author -> entry(viewer, author, now))
        .sorted(
            Comparator.comparing(Ranked::rank)
                .thenComparing(ranked -> ranked.entry().latestAt(), Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.entry().author().id(), Comparator.reverseOrder()))
        .map(Ranked::entry)
        .toList();
  }

  private Stream<Ranked> entry(UserId viewer, User author, Instant now) {
    boolean own = author.id().equals(viewer);
    List<StoryFeed.Item> items = new ArrayList<>();
    stories.values().stream()
        .filter(story -> story.author().equals(author.id()))
        .filter(story -> find(viewer, story.id(), now).isPresent())
        .sorted(Comparator.comparing(Story::at).thenComparing(Story::id))
        .map(
            story ->
                new StoryFeed.Item(
                    story.id(),
                    story.at(),
                    story.expiresAt(),
                    own || views(story.id()).contains(viewer)))
        .forEach(items::add);
    if (items.isEmpty()) {
      return Stream.empty();
    }
    int unseen = (int) items.stream().filter(item -> !item.seen()).count();
    int rank = own ? 0 : unseen > 0 ? 1 : 2;
    return Stream.of(
        new Ranked(rank, new StoryFeed.Entry(author, items, unseen, items.getLast().at())));
  }

  private boolean isFor(UserId viewer, UserId author) {
    return author.equals(viewer)
        || (contacts.contains(new Pair(author, viewer))
            && !blocks.contains(new Pair(author, viewer))
            && !blocks.contains(new Pair(viewer, author)));
  }
}
