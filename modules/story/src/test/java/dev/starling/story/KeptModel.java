package dev.starling.story;

import dev.starling.wire.HighlightId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.Story;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What stays when stories are over, the plain way.
final class KeptModel {

  private final Model model;
  private final Set<UserId> wanting = new HashSet<>();
  private final Set<StoryId> archived = new HashSet<>();

  /// As their owners made them, in this order.
  private final Map<HighlightId, Highlight> highlights = new LinkedHashMap<>();

  KeptModel(Model model) {
    this.model = model;
  }

  void posted(Story story) {
    if (story.resharedFrom() == null && wanting.contains(story.author())) {
      archived.add(story.id());
    }
  }

  void want(UserId author, boolean on, Instant now) {
    if (on) {
      wanting.add(author);
    } else {
      wanting.remove(author);
    }
    model
        .storiesOf(author)
        .filter(story -> story.resharedFrom() == null && story.expiresAt().isAfter(now))
        .map(Story::id)
        .filter(id -> on || highlights.values().stream().noneMatch(one -> has(one, id)))
        .forEach(id -> change(id, on));
  }

  private void change(StoryId id, boolean on) {
    if (on) {
      archived.add(id);
    } else {
      archived.remove(id);
    }
  }

  private static boolean has(Highlight highlight, StoryId story) {
    return highlight.stories().contains(story);
  }

  /// Whether it is over, and its author still has it.
  boolean isArchived(Story story, Instant now) {
    return archived.contains(story.id()) && !story.expiresAt().isAfter(now);
  }

  List<Story> archive(UserId author, Instant now) {
    return model
        .storiesOf(author)
        .filter(story -> isArchived(story, now))
        .sorted(Comparator.comparing(Story::at).thenComparing(Story::id).reversed())
        .toList();
  }

  boolean canBeShown(UserId owner, List<StoryId> stories, Instant now) {
    return stories.stream().allMatch(id -> canBeShown(owner, id, now));
  }

  boolean canBeShown(UserId owner, StoryId id, Instant now) {
    return model
        .storiesOf(owner)
        .filter(story -> story.id().equals(id) && story.resharedFrom() == null)
        .anyMatch(story -> story.expiresAt().isAfter(now) || archived.contains(id));
  }

  void made(Highlight highlight) {
    highlights.put(highlight.id(), highlight);
    archived.addAll(highlight.stories());
  }

  /// Whether it could be.
  boolean change(UserId owner, HighlightId id, List<StoryId> stories, Instant now) {
    Highlight was = highlights.get(id);
    boolean may = was.owner().equals(owner) && canBeShown(owner, stories, now);
    if (may) {
      StoryId cover = stories.contains(was.cover()) ? was.cover() : stories.getFirst();
      made(new Highlight(id, owner, was.name(), cover, stories));
    }
    return may;
  }

  boolean deleteHighlight(UserId owner, HighlightId id) {
    boolean own = highlights.get(id).owner().equals(owner);
    if (own) {
      highlights.remove(id);
    }
    return own;
  }

  List<HighlightId> highlights() {
    return List.copyOf(highlights.keySet());
  }

  /// As the viewer sees them.
  List<Highlight> highlights(UserId viewer, UserId owner) {
    return highlights.values().stream()
        .filter(highlight -> highlight.owner().equals(owner))
        .map(highlight -> shown(viewer, highlight))
        .filter(shown -> !shown.stories().isEmpty() || owner.equals(viewer))
        .toList();
  }

  private Highlight shown(UserId viewer, Highlight highlight) {
    List<StoryId> stories =
        highlight.stories().stream()
            .filter(archived::contains)
            .filter(id -> model.isFor(viewer, id))
            .toList();
    StoryId first = stories.isEmpty() ? null : stories.getFirst();
    return new Highlight(
        highlight.id(),
        highlight.owner(),
        highlight.name(),
        stories.contains(highlight.cover()) ? highlight.cover() : first,
        stories);
  }
}
