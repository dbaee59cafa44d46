package dev.starling.search;

import dev.starling.persistence.search.MessageText;
import dev.starling.search.query.Candidate;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import dev.starling.wire.search.Facets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts what was found. Only what has passed the check of rights comes here, so that no count
/// tells of what is hidden.
final class FacetCount {

  /// Of people and of conversations.
  private static final int SHOWN_MAX = 20;

  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);

  private FacetCount() {}

  static Facets of(Collection<Candidate> found, boolean isAll) {
    List<MessageText> messages = found.stream().map(Candidate::message).toList();
    return new Facets(
        most(messages, MessageText::sender, Comparator.comparingLong(UserId::value)).stream()
            .map(entry -> new Facets.OfPerson(entry.getKey(), entry.getValue()))
            .toList(),
        most(messages, MessageText::conversation, Comparator.<ConversationId>naturalOrder())
            .stream()
            .map(entry -> new Facets.OfConversation(entry.getKey(), entry.getValue()))
            .toList(),
        counts(messages, message -> MONTH.format(message.at())).entrySet().stream()
            .sorted(Entry.<String, Integer>comparingByKey().reversed())
            .map(entry -> new Facets.OfMonth(entry.getKey(), entry.getValue()))
            .toList(),
        messages.size(),
        isAll);
  }

  private static <K> List<Entry<K, Integer>> most(
      List<MessageText> messages, Function<MessageText, K> key, Comparator<K> amongEqual) {
    return counts(messages, key).entrySet().stream()
        .sorted(
            Entry.<K, Integer>comparingByValue()
                .reversed()
                .thenComparing(Entry.comparingByKey(amongEqual)))
        .limit(SHOWN_MAX)
        .toList();
  }

  private static <K> Map<K, Integer> counts(
      List<MessageText> messages, Function<MessageText, K> key) {
    return messages.stream()
        .collect(Collectors.groupingBy(key, Collectors.summingInt(message -> 1)));
  }
}
