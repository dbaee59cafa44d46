package dev.starling.wire.event;

import dev.starling.wire.UserId;
import dev.starling.wire.media.Attachment;
import java.time.Instant;
import java.util.List;

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
    return new MessageDetail(
        seq, part, forwardedFrom, mentions, mentionsAll, thread, poll, attachments, preview, story);
  }

  /// What it quotes has expired.
  public MessageDetail withoutQuote() {
    return new MessageDetail(
        replyTo,
        null,
        forwardedFrom,
        mentions,
        mentionsAll,
        thread,
        poll,
        attachments,
        preview,
        story);
  }

  public MessageDetail forwarded(Forwarded from) {
    return new MessageDetail(
        replyTo, quote, from, mentions, mentionsAll, thread, poll, attachments, preview, story);
  }

  public MessageDetail mentioning(List<UserId> who, boolean all) {
    return new MessageDetail(
        replyTo,
        quote,
        forwardedFrom,
        who.isEmpty() ? null : who,
        all ? true : null,
        thread,
        poll,
        attachments,
        preview,
        story);
  }

  /// @param root null for no thread
  public MessageDetail in(Long root) {
    return new MessageDetail(
        replyTo,
        quote,
        forwardedFrom,
        mentions,
        mentionsAll,
        root,
        poll,
        attachments,
        preview,
        story);
  }

  /// @param asked null for none
  public MessageDetail asking(Poll asked) {
    return new MessageDetail(
        replyTo,
        quote,
        forwardedFrom,
        mentions,
        mentionsAll,
        thread,
        asked,
        attachments,
        preview,
        story);
  }

  public MessageDetail bringing(List<Attachment> files) {
    return new MessageDetail(
        replyTo,
        quote,
        forwardedFrom,
        mentions,
        mentionsAll,
        thread,
        poll,
        files == null || files.isEmpty() ? null : files,
        preview,
        story);
  }

  /// @param link null for none
  public MessageDetail showing(LinkPreview link) {
    return new MessageDetail(
        replyTo,
        quote,
        forwardedFrom,
        mentions,
        mentionsAll,
        thread,
        poll,
        attachments,
        link,
        story);
  }

  /// @param quoted null for none
  public MessageDetail about(StoryQuote quoted) {
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
        quoted);
  }

  /// As it is stored: what belongs to others is left with them.
  public MessageDetail kept() {
    return story == null ? this : about(story.kept());
  }
}
