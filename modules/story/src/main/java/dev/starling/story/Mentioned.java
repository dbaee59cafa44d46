package dev.starling.story;

import dev.starling.persistence.story.StoryRepository;
import dev.starling.wire.UserId;
import dev.starling.wire.event.Signal;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Story;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells people that a story mentions them, those alone who may see it: a mention shows nobody what
/// is not for them. Best effort, and nobody waits for it.
final class Mentioned {

  private static final Logger LOG = LoggerFactory.getLogger(Mentioned.class);

  private final StoryRepository stories;
  private final StoryAudience audience;

  Mentioned(StoryRepository stories, StoryAudience audience) {
    this.stories = stories;
    this.audience = audience;
  }

  /// Whom the caption and the parts mention.
  static Set<UserId> in(Story story) {
    Set<UserId> users = new LinkedHashSet<>();
    if (story.mentions() != null) {
      users.addAll(story.mentions());
    }
    story.parts().stream()
        .filter(part -> part.areas() != null)
        .flatMap(part -> part.areas().stream())
        .filter(Area.Mention.class::isInstance)
        .map(area -> ((Area.Mention) area).user())
        .forEach(users::add);
    return users;
  }

  void tell(Story story, Instant now) {
    tell(story, Set.of(), now);
  }

  /// @param told those who know already
  void tell(Story story, Set<UserId> told, Instant now) {
    for (UserId user : in(story)) {
      if (!told.contains(user) && !user.equals(story.author()) && audience.reaches(user)) {
        stories
            .find(user, story.id(), now)
            .onSuccess(
                found ->
                    found.ifPresent(
                        seen ->
                            audience.tell(
                                List.of(user),
                                new Signal.StoryMentioned(story.id(), story.author()))))
            .onFailure(
                cause -> LOG.warn("{} is not told of a mention: {}", user, cause.toString()));
      }
    }
  }
}
