package dev.starling.story;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.IdSource;
import dev.starling.wire.MediaId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaKind;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Part;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Makes stories of what people want to post, within the limits, with what is known of their files.
final class Drafts {

  private final OwnFiles files;
  private final IdSource ids;
  private final StoryConfig config;

  Drafts(OwnFiles files, IdSource ids, StoryConfig config) {
    this.files = files;
    this.ids = ids;
    this.config = config;
  }

  /// The id says when, so that two nodes that make the same id make the same key.
  Future<Story> story(UserId author, NewStory draft) {
    return Future.succeededFuture(draft)
        .map(this::checked)
        .compose(fit -> parts(author, fit.parts()))
        .map(
            parts -> {
              StoryId id = new StoryId(ids.next());
              Instant at = IdSource.timeOf(id.value());
              Part first = parts.getFirst();
              return new Story(
                  id,
                  author,
                  first.kind(),
                  first.text(),
                  parts,
                  draft.caption(),
                  draft.mentions(),
                  draft.audience(),
                  null,
                  at,
                  at.plus(lifetime(draft)),
                  null);
            });
  }

  EditStory checked(EditStory change) {
    if (change.mentions() != null) {
      checkMentions(change.mentions());
    }
    if (change.audience() != null) {
      checkAudience(change.audience());
    }
    return change;
  }

  /// The original as a story of this author, which ends when that ends.
  Story again(UserId author, Story original, Reshare reshare) {
    checkAudience(reshare.audience());
    StoryId id = new StoryId(ids.next());
    return new Story(
        id,
        author,
        original.kind(),
        original.text(),
        original.parts(),
        reshare.caption(),
        null,
        reshare.audience(),
        original.resharedFrom() != null
            ? original.resharedFrom()
            : new Story.Original(original.id(), original.author()),
        IdSource.timeOf(id.value()),
        original.expiresAt(),
        null);
  }

  private void checkMentions(Collection<UserId> mentions) {
    atMost("mentions", mentions.size(), config.limits().mentionsMax());
  }

  private void checkAudience(Audience audience) {
    int named =
        switch (audience) {
          case Audience.Lists some -> some.lists().size();
          case Audience.Except most -> most.users().size() + most.lists().size();
          case Audience.Conversations groups -> groups.conversations().size();
          default -> 0;
        };
    atMost("audience", named, config.limits().namedMax());
  }

  private Duration lifetime(NewStory draft) {
    return draft.lifetimeHours() == null
        ? config.lifetime()
        : Duration.ofHours(draft.lifetimeHours());
  }

  private NewStory checked(NewStory draft) {
    atMost("parts", draft.parts().size(), config.limits().partsMax());
    draft.parts().forEach(part -> atMost("areas", part.areas().size(), config.limits().areasMax()));
    checkMentions(draft.mentions());
    checkAudience(draft.audience());
    return draft;
  }

  private Future<List<Part>> parts(UserId author, List<NewPart> wanted) {
    List<MediaId> media =
        wanted.stream().map(NewPart::media).filter(Objects::nonNull).distinct().toList();
    return files
        .describe(author, media)
        .map(found -> found.stream().collect(Collectors.toMap(Attachment::id, Function.identity())))
        .map(found -> wanted.stream().map(part -> part(part, found)).toList());
  }

  private Part part(NewPart wanted, Map<MediaId, Attachment> found) {
    Attachment media = wanted.media() == null ? null : found.get(wanted.media());
    if (media != null) {
      checkMedia(wanted.kind(), media);
    }
    return Part.of(wanted, media);
  }

  private void checkMedia(Kind kind, Attachment media) {
    if (media.kind() != (kind == Kind.VIDEO ? MediaKind.VIDEO : MediaKind.PICTURE)) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, "media: " + media.id() + " is another kind of file than its part");
    }
    Duration longest = config.limits().videoMax();
    if (kind == Kind.VIDEO
        && (media.durationMs() == null || media.durationMs() > longest.toMillis())) {
      throw new Failure.Invalid(
          ErrorCode.VIDEO_TOO_LONG,
          "media: %s takes %s ms, if that is known (at most %d)"
              .formatted(media.id(), media.durationMs(), longest.toMillis()));
    }
  }

  private static void atMost(String field, int count, int max) {
    if (count > max) {
      throw new Failure.Invalid(
          ErrorCode.BAD_FIELD, field + ": " + count + " (at most " + max + ")");
    }
  }
}
