package dev.starling.search.index;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.BoolQuery;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch._types.query_dsl.TermsQuery;
import co.elastic.clients.json.JsonData;
import dev.starling.persistence.search.Mark;
import dev.starling.persistence.search.NameRepository.Unread;
import dev.starling.search.query.Condition;
import dev.starling.search.query.Phrase;
import dev.starling.search.query.Requirement;
import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// What is asked of a message, as Elasticsearch is asked it. It may let through what is not meant,
/// which is looked at again; it must not keep back what is.
final class MessageFilters {

  private static final String ALL = "all";

  private MessageFilters() {}

  static BoolQuery.Builder of(Question question) {
    BoolQuery.Builder bool = new BoolQuery.Builder();
    bool.filter(inside(question.conversations()));
    for (Requirement requirement : question.meaning().requirements()) {
      if (requirement.isNegated()) {
        without(requirement.condition()).ifPresent(bool::mustNot);
      } else {
        with(requirement.condition(), question).ifPresent(bool::filter);
      }
    }
    return bool;
  }

  private static Optional<Query> with(Condition condition, Question question) {
    return switch (condition) {
      case Condition.Marked marked -> marked(marked.mark(), question);
      default -> forEverybody(condition);
    };
  }

  /// What the index does not know for sure, it may not keep back.
  private static Optional<Query> without(Condition condition) {
    return switch (condition) {
      case Condition.Marked marked ->
          isPersonal(marked.mark()) ? Optional.empty() : is(marked.mark());
      default -> forEverybody(condition);
    };
  }

  private static Optional<Query> forEverybody(Condition condition) {
    return switch (condition) {
      case Condition.Says says -> Optional.of(says(says.phrase()));
      case Condition.By by ->
          Optional.of(anyOf("sender", by.senders().stream().map(UserId::text).toList()));
      case Condition.Inside inside -> Optional.of(inside(inside.conversations()));
      case Condition.During during -> Optional.of(during(during.from(), during.to()));
      case Condition.Marked marked -> is(marked.mark());
    };
  }

  private static Optional<Query> marked(Mark mark, Question question) {
    return switch (mark) {
      case MENTIONED -> Optional.of(anyOf("mentions", List.of(question.asker().text(), ALL)));
      case BOOKMARKED -> Optional.ofNullable(question.own().messages()).map(MessageFilters::ids);
      case UNREAD -> Optional.ofNullable(question.own().unread()).map(MessageFilters::unread);
      default -> is(mark);
    };
  }

  private static boolean isPersonal(Mark mark) {
    return mark == Mark.MENTIONED || mark == Mark.BOOKMARKED || mark == Mark.UNREAD;
  }

  private static Optional<Query> is(Mark mark) {
    return Optional.of(term("marks", mark.text()));
  }

  private static Query ids(List<dev.starling.persistence.search.MessageKey> messages) {
    List<String> ids =
        messages.stream().map(key -> MessageDocument.id(key.conversation(), key.seq())).toList();
    return Query.of(query -> query.ids(of -> of.values(ids)));
  }

  private static Query unread(List<Unread> places) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    for (Unread place : places) {
      any.should(
          both ->
              both.bool(
                  bool ->
                      bool.filter(term("conversation", place.conversation().text()))
                          .filter(behind(place.behind()))));
    }
    return places.isEmpty()
        ? Query.of(query -> query.matchNone(none -> none))
        : Query.of(query -> query.bool(any.build()));
  }

  private static Query behind(long seq) {
    return Query.of(
        query -> query.range(range -> range.number(n -> n.field("seq").gt((double) seq))));
  }

  static Query upTo(long seq) {
    return Query.of(
        query -> query.range(range -> range.number(n -> n.field("seq").lte((double) seq))));
  }

  static Query during(Instant from, Instant to) {
    return Query.of(
        query ->
            query.range(
                range ->
                    range.untyped(
                        at -> {
                          at.field("at");
                          if (from != null) {
                            at.gte(JsonData.of(from.toEpochMilli()));
                          }
                          if (to != null) {
                            at.lt(JsonData.of(to.toEpochMilli()));
                          }
                          return at;
                        })));
  }

  /// In any of the ways in which a text may have these words.
  static Query says(Phrase phrase) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    any.should(standing(phrase));
    if (phrase.whole() != null) {
      any.should(word("wholes", phrase.whole(), phrase.isBeginning()));
      if (phrase.words().size() > 1) {
        any.should(word("words", phrase.whole(), phrase.isBeginning()));
      }
    }
    if (phrase.looksInside()) {
      any.should(word("inners", phrase.whole(), true));
    }
    return Query.of(query -> query.bool(any.build()));
  }

  private static Query standing(Phrase phrase) {
    List<String> words = phrase.words();
    if (words.size() == 1) {
      return word("words", words.getFirst(), phrase.isBeginning());
    }
    if (!phrase.isBeginning()) {
      return together(words);
    }
    Query before = standing(new Phrase(words.subList(0, words.size() - 1), null, false, true));
    return Query.of(
        query ->
            query.bool(both -> both.filter(before).filter(word("words", words.getLast(), true))));
  }

  private static Query together(List<String> words) {
    return Query.of(
        query -> query.matchPhrase(of -> of.field("words").query(String.join(" ", words))));
  }

  private static Query word(String field, String word, boolean isBeginning) {
    return isBeginning
        ? Query.of(query -> query.prefix(of -> of.field(field).value(word)))
        : term(field, word);
  }

  private static Query inside(Collection<ConversationId> conversations) {
    return anyOf("conversation", conversations.stream().map(ConversationId::text).toList());
  }

  static Query term(String field, String value) {
    return Query.of(query -> query.term(of -> of.field(field).value(value)));
  }

  private static Query anyOf(String field, List<String> values) {
    List<FieldValue> all = values.stream().map(FieldValue::of).toList();
    return TermsQuery.of(terms -> terms.field(field).terms(of -> of.value(all)))._toQuery();
  }
}
