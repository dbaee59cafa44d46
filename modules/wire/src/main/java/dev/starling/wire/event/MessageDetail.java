package dev.starling.wire.event;

import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/// What was said in a message besides its text. Stands in the message as its own fields.
///
/// @param replyTo the sequence of the message that it answers
/// @param quote the part of that message's text that it answers
/// @param forwardedFrom where it was said first
/// @param mentions the members whom its text mentions, in its order; null for none
/// @param mentionsAll true when it mentions everybody, or null
/// @param thread the sequence of the message under which it is a reply; null in the conversation
///   itself
/// @param poll null for none
/// @param attachments the files that it brings, as they were when it was sent; null for none
/// @param preview of a link in its text, as this server read it when it was sent; null for none
/// @param story that it is about, null for none
public record MessageDetail(
    Long replyTo,
    String quote,
    Forwarded forwardedFrom,
    List<UserId> mentions,
    Boolean mentionsAll,
    Long thread,
    Poll poll,
    List<Attachment> attachments,
    LinkPreview preview,
    StoryQuote story) {

  public static final MessageDetail NONE =
      new MessageDetail(null, null, null, null, null, null, null, null, null, null);

  public MessageDetail {
    mentions = mentions == null ? null : List.copyOf(mentions);
    attachments = attachments == null ? null : List.copyOf(attachments);
  }

  /// @param sender who said it first
  /// @param at when
  public record Forwarded(UserId sender, Instant at) {}

  /// Itself, or null when there is nothing in it.
  public MessageDetail orNull() {
    return equals(NONE) ? null : this;
  }

  public MessageDetail answering(Long seq, String part) {
    return with(
        draft -> {
          draft.replyTo = seq;
          draft.quote = part;
        });
  }

  /// What it quotes has expired.
  public MessageDetail withoutQuote() {
    return with(draft -> draft.quote = null);
  }

  public MessageDetail forwarded(Forwarded from) {
    return with(draft -> draft.forwardedFrom = from);
  }

  public MessageDetail mentioning(List<UserId> who, boolean all) {
    return with(
        draft -> {
          draft.mentions = who.isEmpty() ? null : who;
          draft.mentionsAll = all ? true : null;
        });
  }

  /// @param root null for no thread
  public MessageDetail in(Long root) {
    return with(draft -> draft.thread = root);
  }

  /// @param asked null for none
  public MessageDetail asking(Poll asked) {
    return with(draft -> draft.poll = asked);
  }

  public MessageDetail bringing(List<Attachment> files) {
    return with(draft -> draft.attachments = files == null || files.isEmpty() ? null : files);
  }

  /// @param link null for none
  public MessageDetail showing(LinkPreview link) {
    return with(draft -> draft.preview = link);
  }

  /// @param quoted null for none
  public MessageDetail about(StoryQuote quoted) {
    return with(draft -> draft.story = quoted);
  }

  /// As it is stored: what belongs to others is left with them.
  public MessageDetail kept() {
    return story == null ? this : about(story.kept());
  }

  private MessageDetail with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.done();
  }

  private static final class Draft {

    private Long replyTo;
    private String quote;
    private Forwarded forwardedFrom;
    private List<UserId> mentions;
    private Boolean mentionsAll;
    private Long thread;
    private Poll poll;
    private List<Attachment> attachments;
    private LinkPreview preview;
    private StoryQuote story;

    Draft(MessageDetail detail) {
      replyTo = detail.replyTo;
      quote = detail.quote;
      forwardedFrom = detail.forwardedFrom;
      mentions = detail.mentions;
      mentionsAll = detail.mentionsAll;
      thread = detail.thread;
      poll = detail.poll;
      attachments = detail.attachments;
      preview = detail.preview;
      story = detail.story;
    }

    MessageDetail done() {
      return new MessageDetail(
          replyTo,
          quote,
          forwardedFrom,
          mentions,
          mentionsAll,
          thread,
          poll,
          attachments,
          preview,
          story);
    }
  }
}
