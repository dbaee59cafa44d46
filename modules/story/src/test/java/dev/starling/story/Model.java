package dev.starling.story;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ListId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryRings;
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
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the answers must be, the plain way: no database, no copy, no partition.
final class Model {

  record Pair(UserId one, UserId other) {}

  private record Listed(UserId owner, ListId list, UserId user) {}

  private record Member(ConversationId group, UserId user) {}

  private record Ranked(int rank, StoryFeed.Entry entry) {}

  private final Set<Pair> contacts = new HashSet<>();
  private final Set<Pair> blocks = new HashSet<>();
  private final Set<Pair> mutes = new HashSet<>();
  private final Set<Listed> listed = new HashSet<>();
  private final Set<Member> members = new HashSet<>();
  private final Map<StoryId, Story> stories = new LinkedHashMap<>();

  /// What each viewer reacted with, an empty text for nothing.
  private final Map<StoryId, Map<UserId, String>> views = new HashMap<>();

  private final Map<StoryId, Map<UserId, Integer>> answers = new HashMap<>();
  private final KeptModel kept = new KeptModel(this);

  KeptModel kept() {
    return kept;
  }

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

  void mute(UserId owner, UserId author, boolean on) {
    set(mutes, new Pair(owner, author), on);
  }

  void list(UserId owner, ListId list, UserId user, boolean in) {
    set(listed, new Listed(owner, list, user), in);
  }

  void member(ConversationId group, UserId user, boolean in) {
    set(members, new Member(group, user), in);
  }

  /// Whether the author may post for it.
  boolean mayChoose(UserId author, Audience audience) {
    return !(audience instanceof Audience.Conversations groups)
        || groups.conversations().stream().allMatch(group -> isIn(group, author));
  }

  void posted(Story story) {
    stories.put(story.id(), story);
    kept.posted(story);
  }

  /// Whether there was something to delete. What showed it again goes with it.
  boolean delete(UserId author, StoryId id, Instant now) {
    boolean mine =
        mine(author, id, now)
            || storiesOf(author)
                .anyMatch(story -> story.id().equals(id) && kept.isArchived(story, now));
    if (mine) {
      stories.remove(id);
      stories
          .values()
          .removeIf(story -> story.resharedFrom() != null && story.resharedFrom().id().equals(id));
    }
    return mine;
  }

  Stream<Story> storiesOf(UserId author) {
    return stories.values().stream().filter(story -> story.author().equals(author));
  }

  boolean mayReshare(UserId author, StoryId id, Instant now) {
    return find(author, id, now)
        .filter(story -> !story.author().equals(author))
        .filter(story -> story.mentions() != null && story.mentions().contains(author))
        .isPresent();
  }

  /// Whether there was something to change.
  boolean edit(UserId author, StoryId id, EditStory change, Instant now) {
    boolean mine = mine(author, id, now) && mayChoose(author, change.audience());
    if (mine) {
      Story was = stories.get(id);
      stories.put(
          id,
          new Story(
              id,
              author,
              was.kind(),
              was.text(),
              was.parts(),
              change.caption(),
              change.mentions() == null ? was.mentions() : change.mentions(),
              change.audience(),
              was.resharedFrom(),
              was.at(),
              was.expiresAt(),
              now));
    }
    return mine;
  }

  Optional<Story> find(UserId viewer, StoryId id, Instant now) {
    return Optional.ofNullable(stories.get(id))
        .filter(story -> story.expiresAt().isAfter(now))
        .filter(story -> isFor(viewer, story))
        .map(story -> story.author().equals(viewer) ? story : story.forViewer());
  }

  boolean mine(UserId author, StoryId id, Instant now) {
    return find(author, id, now).filter(story -> story.author().equals(author)).isPresent();
  }

  boolean view(UserId viewer, StoryId id, Instant now) {
    Optional<Story> found = find(viewer, id, now);
    found
        .filter(story -> !story.author().equals(viewer))
        .ifPresent(story -> viewsOf(id).putIfAbsent(viewer, ""));
    return found.isPresent();
  }

  /// Whether they could.
  boolean react(UserId viewer, StoryId id, String emoji, Instant now) {
    boolean seen = view(viewer, id, now) && viewsOf(id).containsKey(viewer);
    if (seen) {
      viewsOf(id).put(viewer, emoji);
    }
    return seen;
  }

  /// Whether it has a poll.
  static boolean asks(Story story) {
    return story.parts().getFirst().areas() != null;
  }

  /// Whether they could.
  boolean answer(UserId viewer, StoryId id, int choice, Instant now) {
    boolean may =
        find(viewer, id, now)
                .filter(story -> !story.author().equals(viewer) && asks(story))
                .isPresent()
            && view(viewer, id, now);
    if (may) {
      answers.computeIfAbsent(id, any -> new HashMap<>()).put(viewer, choice);
    }
    return may;
  }

  Map<UserId, Integer> answers(StoryId id) {
    return answers.getOrDefault(id, Map.of());
  }

  /// How many chose each of so many options.
  List<Long> choices(StoryId id, int options) {
    return IntStream.range(0, options)
        .mapToObj(
            option -> answers(id).values().stream().filter(choice -> choice == option).count())
        .toList();
  }

  /// Who could see it, of those whose feeds it may come into.
  List<User> audience(Story story, List<User> people, Instant now) {
    return people.stream()
        .filter(person -> !person.id().equals(story.author()))
        .filter(person -> find(person.id(), story.id(), now).isPresent())
        .filter(person -> comesToFeed(person.id(), story))
        .toList();
  }

  Map<UserId, String> views(StoryId id) {
    return views.getOrDefault(id, Map.of());
  }

  /// @param muted whether of those whom the viewer wants apart, or of the others
  List<StoryFeed.Entry> feed(UserId viewer, List<User> people, boolean muted, Instant now) {
    return people.stream()
        .filter(author -> mutes.contains(new Pair(viewer, author.id())) == muted)
        .filter(author -> !muted || !author.id().equals(viewer))
        .flatMap(author -> entry(viewer, author, now))
        .sorted(
            Comparator.comparing(Ranked::rank)
                .thenComparing(ranked -> ranked.entry().latestAt(), Comparator.reverseOrder())
                .thenComparing(ranked -> ranked.entry().author().id(), Comparator.reverseOrder()))
        .map(Ranked::entry)
        .toList();
  }

  List<StoryRings.Ring> rings(UserId viewer, List<User> people, Instant now) {
    List<StoryRings.Ring> rings = new ArrayList<>();
    for (User author : people) {
      List<Story> there = there(viewer, author.id(), now).toList();
      if (!there.isEmpty()) {
        int unseen = (int) there.stream().filter(story -> !isSeen(viewer, story)).count();
        rings.add(
            new StoryRings.Ring(
                author.id(),
                there.size(),
                unseen,
                there.getLast().at(),
                isListed(viewer, ListId.CLOSE_FRIENDS, author.id())));
      }
    }
    return rings;
  }

  private Stream<Ranked> entry(UserId viewer, User author, Instant now) {
    List<StoryFeed.Item> items =
        there(viewer, author.id(), now)
            .filter(story -> comesToFeed(viewer, story))
            .map(
                story ->
                    new StoryFeed.Item(
                        story.id(),
                        story.kind(),
                        story.at(),
                        story.expiresAt(),
                        isSeen(viewer, story)))
            .toList();
    if (items.isEmpty()) {
      return Stream.empty();
    }
    int unseen = (int) items.stream().filter(item -> !item.seen()).count();
    int rank = author.id().equals(viewer) ? 0 : unseen > 0 ? 1 : 2;
    boolean close = isListed(viewer, ListId.CLOSE_FRIENDS, author.id());
    return Stream.of(
        new Ranked(rank, new StoryFeed.Entry(author, items, unseen, items.getLast().at(), close)));
  }

  private Stream<Story> there(UserId viewer, UserId author, Instant now) {
    return storiesOf(author)
        .filter(story -> find(viewer, story.id(), now).isPresent())
        .sorted(Comparator.comparing(Story::at).thenComparing(Story::id));
  }

  private boolean isSeen(UserId viewer, Story story) {
    return story.author().equals(viewer) || views(story.id()).containsKey(viewer);
  }

  private boolean comesToFeed(UserId viewer, Story story) {
    return !(story.audience() instanceof Audience.Everyone)
        || story.author().equals(viewer)
        || contacts.contains(new Pair(story.author(), viewer))
        || contacts.contains(new Pair(viewer, story.author()));
  }

  /// Over or not.
  boolean isFor(UserId viewer, StoryId id) {
    return stories.containsKey(id) && isFor(viewer, stories.get(id));
  }

  private boolean isFor(UserId viewer, Story story) {
    UserId author = story.author();
    return author.equals(viewer)
        || (isIn(story.audience(), author, viewer)
            && !isParted(author, viewer)
            && (story.resharedFrom() == null
                || (!isParted(story.resharedFrom().author(), viewer)
                    && !isParted(story.resharedFrom().author(), author))));
  }

  /// By a block of either.
  private boolean isParted(UserId one, UserId other) {
    return blocks.contains(new Pair(one, other)) || blocks.contains(new Pair(other, one));
  }

  private boolean isIn(Audience audience, UserId author, UserId viewer) {
    return switch (audience) {
      case Audience.Everyone everyone -> true;
      case Audience.Contacts known -> contacts.contains(new Pair(author, viewer));
      case Audience.CloseFriends friends -> isListed(author, ListId.CLOSE_FRIENDS, viewer);
      case Audience.Lists some ->
          some.lists().stream().anyMatch(list -> isListed(author, list, viewer));
      case Audience.Except most ->
          contacts.contains(new Pair(author, viewer))
              && !most.users().contains(viewer)
              && most.lists().stream().noneMatch(list -> isListed(author, list, viewer));
      case Audience.Conversations groups ->
          groups.conversations().stream()
              .anyMatch(group -> isIn(group, viewer) && isIn(group, author));
    };
  }

  private boolean isListed(UserId owner, ListId list, UserId user) {
    return listed.contains(new Listed(owner, list, user));
  }

  private boolean isIn(ConversationId group, UserId user) {
    return members.contains(new Member(group, user));
  }

  private Map<UserId, String> viewsOf(StoryId id) {
    return views.computeIfAbsent(id, any -> new TreeMap<>());
  }

  private static <T> void set(Set<T> all, T one, boolean in) {
    if (in) {
      all.add(one);
    } else {
      all.remove(one);
    }
  }
}
