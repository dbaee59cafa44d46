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
public record MessageDetail(
    Long replyTo,
    String quote,
    Forwarded forwardedFrom,
    List<UserId> mentions,
    Boolean mentionsAll,
    Long thread,
    Poll poll,
    List<Attachment> attachments) {

  public static final MessageDetail NONE =
      new MessageDetail(null, null, null, null, null, null, null, null);

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
        seq, part, forwardedFrom, mentions, mentionsAll, thread, poll, attachments);
  }

  /// What it quotes has expired.
  public MessageDetail withoutQuote() {
    return new MessageDetail(
        replyTo, null, forwardedFrom, mentions, mentionsAll, thread, poll, attachments);
  }

  public MessageDetail forwarded(Forwarded from) {
    return new MessageDetail(
        replyTo, quote, from, mentions, mentionsAll, thread, poll, attachments);
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
        attachments);
  }

  /// @param root null for no thread
  public MessageDetail in(Long root) {
    return new MessageDetail(
        replyTo, quote, forwardedFrom, mentions, mentionsAll, root, poll, attachments);
  }

  /// @param asked null for none
  public MessageDetail asking(Poll asked) {
    return new MessageDetail(
        replyTo, quote, forwardedFrom, mentions, mentionsAll, thread, asked, attachments);
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
        files == null || files.isEmpty() ? null : files);
  }
}
