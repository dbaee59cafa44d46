package dev.starling.search;

import dev.starling.persistence.search.Mark;
import dev.starling.persistence.search.MessageKey;
import dev.starling.persistence.search.NameRepository;
import dev.starling.persistence.search.NameRepository.Unread;
import dev.starling.search.index.Own;
import dev.starling.search.query.BadQuery;
import dev.starling.search.query.Clause;
import dev.starling.search.query.Condition;
import dev.starling.search.query.Meaning;
import dev.starling.search.query.Requirement;
import dev.starling.search.query.Term;
import dev.starling.wire.ConversationId;
import dev.starling.wire.Failure;
import dev.starling.wire.UserId;
import dev.starling.wire.account.Names;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Looks up the names of a query. One that means nobody is a bad query, with its place.
final class Resolver {

  private static final String ME = "me";

  /// With more than these the index is not narrowed to them, and hits are only looked at one by
  /// one.
  private static final int OWN_MAX = 5_000;

  private static final int UNREAD_MAX = 500;

  private final NameRepository names;
  private final int conversationsMax;

  Resolver(NameRepository names, int conversationsMax) {
    this.names = names;
    this.conversationsMax = conversationsMax;
  }

  Future<Resolved> resolve(MessageQuery query) {
    return requirements(query.asker(), query.clauses())
        .compose(
            requirements ->
                own(query.asker(), query.clauses())
                    .map(
                        own ->
                            new Resolved(
                                new Meaning(requirements),
                                own,
                                conversations(query, requirements))));
  }

  /// What a query means that asks for nothing of the asker's own.
  Future<Meaning> meaning(UserId asker, List<Clause> clauses) {
    return requirements(asker, clauses).map(Meaning::new);
  }

  private Future<List<Requirement>> requirements(UserId asker, List<Clause> clauses) {
    return names
        .people(usernames(clauses))
        .compose(people -> requirements(asker, clauses, people))
        .map(found -> withAnyOfTheSame(clauses, found));
  }

  private static List<String> usernames(List<Clause> clauses) {
    return clauses.stream()
        .map(Clause::term)
        .flatMap(
            term ->
                switch (term) {
                  case Term.From from -> Stream.of(from.who());
                  case Term.With with -> Stream.of(with.who());
                  case Term.In in when in.where().startsWith("@") -> Stream.of(in.where());
                  default -> Stream.empty();
                })
        .map(Resolver::withoutAt)
        .toList();
  }

  private Future<List<Requirement>> requirements(
      UserId asker, List<Clause> clauses, Map<String, UserId> people) {
    Future<List<Requirement>> all = Future.succeededFuture(new ArrayList<>());
    for (Clause clause : clauses) {
      all =
          all.compose(
              before ->
                  condition(asker, clause, people)
                      .map(
                          condition -> {
                            before.add(new Requirement(clause.isNegated(), condition));
                            return before;
                          }));
    }
    return all;
  }

  private Future<Condition> condition(UserId asker, Clause clause, Map<String, UserId> people) {
    return switch (clause.term()) {
      case Term.Words words -> Future.succeededFuture(new Condition.Says(words.phrase()));
      case Term.During during ->
          Future.succeededFuture(new Condition.During(during.from(), during.to()));
      case Term.Marked marked -> Future.succeededFuture(new Condition.Marked(marked.mark()));
      case Term.From from ->
          Future.succeededFuture(
              new Condition.By(Set.of(person(asker, from.who(), clause, people))));
      case Term.With with ->
          names
              .shared(asker, person(asker, with.who(), clause, people), conversationsMax)
              .map(shared -> new Condition.Inside(new HashSet<>(shared)));
      case Term.In in ->
          conversations(asker, in.where(), clause, people)
              .map(
                  found -> {
                    if (found.isEmpty()) {
                      throw BadQuery.at(
                          clause.at(), "in: none of one's conversations is called " + in.where());
                    }
                    return new Condition.Inside(new HashSet<>(found));
                  });
    };
  }

  private Future<List<ConversationId>> conversations(
      UserId asker, String where, Clause clause, Map<String, UserId> people) {
    if (where.startsWith("@")) {
      return names.direct(asker, person(asker, where, clause, people));
    }
    return names
        .titled(asker, where)
        .map(titled -> titled.isEmpty() ? conversation(where) : titled);
  }

  /// A title that looks like an id is a title.
  private static List<ConversationId> conversation(String text) {
    try {
      return List.of(ConversationId.parse(text));
    } catch (Failure notAnId) {
      return List.of();
    }
  }

  private static UserId person(
      UserId asker, String who, Clause clause, Map<String, UserId> people) {
    String name = withoutAt(who);
    UserId found = people.get(Names.key(name));
    if (found != null) {
      return found;
    }
    if (name.equalsIgnoreCase(ME)) {
      return asker;
    }
    try {
      return UserId.parse(name);
    } catch (Failure notAnId) {
      throw BadQuery.at(clause.at(), "nobody is called " + name);
    }
  }

  private static String withoutAt(String who) {
    return who.startsWith("@") ? who.substring(1) : who;
  }

  /// Nobody is two people: several senders are any of them, and so are several places.
  private static List<Requirement> withAnyOfTheSame(
      List<Clause> clauses, List<Requirement> requirements) {
    Set<UserId> senders = new HashSet<>();
    Set<ConversationId> places = new HashSet<>();
    List<Requirement> all = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      Requirement requirement = requirements.get(i);
      if (requirement.isNegated()) {
        all.add(requirement);
      } else if (requirement.condition() instanceof Condition.By by) {
        senders.addAll(by.senders());
      } else if (clauses.get(i).term() instanceof Term.In
          && requirement.condition() instanceof Condition.Inside inside) {
        places.addAll(inside.conversations());
      } else {
        all.add(requirement);
      }
    }
    if (!senders.isEmpty()) {
      all.add(new Requirement(false, new Condition.By(senders)));
    }
    if (!places.isEmpty()) {
      all.add(new Requirement(false, new Condition.Inside(places)));
    }
    return all;
  }

  private Future<Own> own(UserId asker, List<Clause> clauses) {
    Future<List<MessageKey>> bookmarks =
        asksFor(clauses, Mark.BOOKMARKED)
            ? names.bookmarks(asker, OWN_MAX + 1).map(found -> unlessMore(found, OWN_MAX))
            : Future.succeededFuture();
    Future<List<Unread>> unread =
        asksFor(clauses, Mark.UNREAD)
            ? names.unread(asker, UNREAD_MAX + 1).map(found -> unlessMore(found, UNREAD_MAX))
            : Future.succeededFuture();
    return Future.all(bookmarks, unread).map(both -> new Own(bookmarks.result(), unread.result()));
  }

  private static boolean asksFor(List<Clause> clauses, Mark mark) {
    return clauses.stream()
        .anyMatch(clause -> !clause.isNegated() && clause.term().equals(new Term.Marked(mark)));
  }

  private static <T> List<T> unlessMore(List<T> found, int max) {
    return found.size() > max ? null : found;
  }

  /// Null for all.
  private static List<ConversationId> conversations(
      MessageQuery query, List<Requirement> requirements) {
    Set<ConversationId> inside = null;
    if (query.asked().conversation() != null) {
      inside = new LinkedHashSet<>(List.of(query.asked().conversation()));
    }
    for (Requirement requirement : requirements) {
      if (!requirement.isNegated() && requirement.condition() instanceof Condition.Inside also) {
        if (inside == null) {
          inside = new LinkedHashSet<>(also.conversations());
        } else {
          inside.retainAll(also.conversations());
        }
      }
    }
    return inside == null ? null : List.copyOf(inside);
  }
}
