package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.wire.Failure;
import dev.starling.wire.HighlightId;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.Area;
import dev.starling.wire.story.Audience;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.EditStory;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.Kind;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.NewPart;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StorySettings;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/// What people do with stories: they post for whom they choose, change their minds, look, react,
/// answer, show again who they are mentioned in, and keep some.
final class ModelStories {

  static final List<String> OPTIONS = List.of("here", "there", "nowhere");

  private static final Area POLL =
      new Area.Poll(new Area.Place(0.5, 0.5, 0.5, 0.5, 0), "Where?", OPTIONS);

  private final ModelRun run;
  private final Model model;
  private final Random random;

  private record Mine(UserId author, StoryId story) {}

  ModelStories(ModelRun run) {
    this.run = run;
    this.model = run.model;
    this.random = run.random;
  }

  void step() {
    UserId one = run.person();
    int dice = random.nextInt(60);
    if (dice < 16) {
      post(one);
    } else if (dice < 20) {
      delete(authorOr(one, run.story()));
    } else if (dice < 27) {
      edit(authorOr(one, run.story()));
    } else if (dice < 38) {
      view(one, run.story());
    } else if (dice < 43) {
      react(one, run.story());
    } else if (dice < 49) {
      answer(one, run.story());
    } else if (dice < 54) {
      reshare(one, run.story());
    } else if (dice < 56) {
      archive(one);
    } else {
      highlight(one);
    }
  }

  private void post(UserId author) {
    Audience audience = run.audience(author);
    Integer hours = List.of(6, 12, 24, 48).get(random.nextInt(4));
    run.note("post", author, audience, hours);
    NewPart asking =
        new NewPart(Kind.TEXT, "story " + run.log.size(), null, null, null, List.of(POLL));
    NewStory draft = new NewStory(null, List.of(asking), null, mentions(), audience, hours, null);
    if (!model.mayChoose(author, audience)) {
      assertThatExceptionOfType(Failure.Forbidden.class)
          .isThrownBy(() -> run.node().service().post(author, draft).await());
      return;
    }
    StoryService.Posted posted = run.node().service().post(author, draft).await();
    assertThat(posted.isNew()).isTrue();
    run.posted(posted.story());
  }

  private List<UserId> mentions() {
    return Stream.generate(run::person).limit(random.nextInt(3)).distinct().toList();
  }

  /// Mostly the author's own, because nothing else can be done with that of others.
  private Mine authorOr(UserId anybody, StoryId story) {
    UserId author =
        ModelRun.PEOPLE.stream()
            .map(User::id)
            .filter(person -> model.mine(person, story, run.now()))
            .findFirst()
            .filter(mine -> random.nextInt(4) > 0)
            .orElse(anybody);
    return new Mine(author, story);
  }

  private void delete(Mine mine) {
    run.note("delete", mine);
    boolean deleted = isThere(run.node().service().delete(mine.author(), mine.story()));
    assertThat(deleted).isEqualTo(model.delete(mine.author(), mine.story(), run.now()));
  }

  private void edit(Mine mine) {
    List<UserId> mentions = random.nextBoolean() ? mentions() : null;
    EditStory change =
        new EditStory("step " + run.log.size(), mentions, run.audience(mine.author()));
    run.note("edit", mine, change);
    boolean edited =
        isThere(run.node().service().edit(mine.author(), mine.story(), change).mapEmpty());
    assertThat(edited).isEqualTo(model.edit(mine.author(), mine.story(), change, run.now()));
  }

  private void view(UserId viewer, StoryId story) {
    run.note("view", viewer, story);
    boolean seen = isThere(run.node().service().view(viewer, story));
    assertThat(seen).isEqualTo(model.view(viewer, story, run.now()));
  }

  private void react(UserId viewer, StoryId story) {
    String emoji = random.nextBoolean() ? "👍" : "🔥";
    run.note("react", viewer, story, emoji);
    boolean reacted = isThere(run.node().service().react(viewer, story, emoji));
    assertThat(reacted).isEqualTo(model.react(viewer, story, emoji, run.now()));
  }

  private void answer(UserId viewer, StoryId story) {
    int choice = random.nextInt(OPTIONS.size());
    run.note("answer", viewer, story, choice);
    Optional<List<Long>> counts =
        ifThere(
                run.node()
                    .responses()
                    .answer(viewer, story, new StoryAnswer(0, 0, choice, null))
                    .map(answered -> Optional.of(answered.choices())))
            .map(found -> found == null ? Optional.<List<Long>>empty() : found)
            .await();
    boolean answered = model.answer(viewer, story, choice, run.now());
    assertThat(counts)
        .isEqualTo(answered ? Optional.of(model.choices(story, OPTIONS.size())) : Optional.empty());
  }

  private void reshare(UserId author, StoryId story) {
    Audience audience = run.audience(author);
    run.note("reshare", author, story, audience);
    Reshare wish = new Reshare("again " + run.log.size(), audience, null);
    StoryService.Posted posted =
        ifThere(run.node().responses().reshare(author, story, wish)).await();
    assertThat(posted != null)
        .isEqualTo(model.mayReshare(author, story, run.now()) && model.mayChoose(author, audience));
    if (posted != null) {
      run.note("reshared", posted.story().id());
      run.posted(posted.story());
    }
  }

  private void archive(UserId author) {
    boolean on = random.nextInt(3) > 0;
    run.note("archive", author, on);
    run.node().kept().change(author, new StorySettings(on)).await();
    model.kept().want(author, on, run.now());
  }

  private void highlight(UserId owner) {
    List<StoryId> stories =
        Stream.generate(run::story)
            .limit(20)
            .filter(id -> mostlyOwn(owner, id))
            .distinct()
            .toList();
    List<HighlightId> existing = model.kept().highlights();
    int dice = random.nextInt(existing.size() < 6 ? 3 : 5);
    if (!existing.isEmpty() && dice >= 3) {
      deleteHighlight(owner, existing.get(random.nextInt(existing.size())));
    } else if (!stories.isEmpty()) {
      List<StoryId> some = stories.subList(0, Math.min(3, stories.size()));
      if (dice < 2) {
        makeHighlight(owner, some);
      } else if (!existing.isEmpty()) {
        changeHighlight(owner, existing.get(random.nextInt(existing.size())), some);
      }
    }
  }

  private boolean mostlyOwn(UserId owner, StoryId id) {
    return model.kept().canBeShown(owner, id, run.now()) || random.nextInt(40) == 0;
  }

  private void makeHighlight(UserId owner, List<StoryId> stories) {
    String name = "highlight " + run.log.size();
    run.note("makeHighlight", owner, stories);
    Highlight made =
        ifThere(run.node().kept().make(owner, new NewHighlight(name, stories, stories.getLast())))
            .await();
    assertThat(made != null).isEqualTo(model.kept().canBeShown(owner, stories, run.now()));
    if (made != null) {
      model.kept().made(new Highlight(made.id(), owner, name, stories.getLast(), stories));
    }
  }

  private void changeHighlight(UserId owner, HighlightId id, List<StoryId> stories) {
    run.note("changeHighlight", owner, id, stories);
    ChangeHighlight change = new ChangeHighlight(null, stories, null, null);
    Highlight changed = ifThere(run.node().kept().change(owner, id, change)).await();
    assertThat(changed != null).isEqualTo(model.kept().change(owner, id, stories, run.now()));
  }

  private void deleteHighlight(UserId owner, HighlightId id) {
    run.note("deleteHighlight", owner, id);
    boolean deleted = isThere(run.node().kept().delete(owner, id));
    assertThat(deleted).isEqualTo(model.kept().deleteHighlight(owner, id));
  }

  /// Null when that is refused; any other failure stays one.
  static <T> Future<T> ifThere(Future<T> answer) {
    return answer.recover(
        cause -> isRefusal(cause) ? Future.succeededFuture() : Future.failedFuture(cause));
  }

  static boolean isThere(Future<Void> answer) {
    return ifThere(answer.map(true)).await() != null;
  }

  /// Not there, not for them, or their own where only others do that.
  private static boolean isRefusal(Throwable cause) {
    return cause instanceof Failure.NotFound
        || cause instanceof Failure.Forbidden
        || cause instanceof Failure.Conflict;
  }
}
