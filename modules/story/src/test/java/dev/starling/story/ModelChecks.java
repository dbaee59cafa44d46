package dev.starling.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.PageRequest;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.story.AskRings;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Compares the answers of the nodes with those of the model.
final class ModelChecks {

  private static final PageRequest ALL = PageRequest.of(PageRequest.LIMIT_MAX, null);

  private final ModelRun run;
  private final Model model;

  ModelChecks(ModelRun run) {
    this.run = run;
    this.model = run.model;
  }

  void compare() {
    for (User viewer : ModelRun.PEOPLE) {
      compareFeed(viewer.id(), false);
      compareFeed(viewer.id(), true);
    }
    AskRings everybody = new AskRings(ModelRun.PEOPLE.stream().map(User::id).toList());
    UserId viewer = run.person();
    assertThat(run.node().service().rings(viewer, everybody).await().items())
        .as("rings for %s", viewer)
        .isEqualTo(model.rings(viewer, ModelRun.PEOPLE, run.now()));
    for (int i = 0; i < 3; i++) {
      compareStory(run.person(), run.story());
    }
    compareKept(run.person(), run.person());
  }

  private void compareFeed(UserId viewer, boolean muted) {
    List<StoryFeed.Entry> expected = model.feed(viewer, ModelRun.PEOPLE, muted, run.now());
    List<StoryFeed.Entry> actual = new ArrayList<>();
    int limit = 1 + run.random.nextInt(6);
    String state = null;
    String cursor = null;
    do {
      StoryFeed page =
          run.node().service().feed(viewer, PageRequest.of(limit, cursor), null, muted).await();
      actual.addAll(page.items());
      assertThat(state == null || page.state().equals(state)).isTrue();
      state = page.state();
      cursor = page.next();
    } while (cursor != null);

    assertThat(actual).as("feed of %s, muted: %s", viewer, muted).isEqualTo(expected);
    StoryFeed same =
        run.node().service().feed(viewer, PageRequest.of(limit, null), state, muted).await();
    assertThat(same).isEqualTo(new StoryFeed(List.of(), state, null, true));
  }

  private void compareStory(UserId viewer, StoryId id) {
    Story found = ModelStories.ifThere(run.node().service().get(viewer, id)).await();
    assertThat(found)
        .as("%s for %s", id, viewer)
        .isEqualTo(model.find(viewer, id, run.now()).orElse(null));
    if (found != null && found.author().equals(viewer)) {
      compareViews(viewer, id);
      compareAnswers(found);
      assertThat(run.node().service().audience(viewer, id, ALL).await().items())
          .as("who could see %s", id)
          .isEqualTo(model.audience(found, ModelRun.PEOPLE, run.now()));
    }
  }

  private void compareViews(UserId author, StoryId id) {
    StoryViews views = run.node().service().views(author, id, ALL).await();
    Map<UserId, String> viewers = new TreeMap<>();
    views
        .items()
        .forEach(view -> viewers.put(view.user().id(), view.emoji() == null ? "" : view.emoji()));
    assertThat(viewers).as("views of %s", id).isEqualTo(model.views(id));
    assertThat(views.count()).isEqualTo(views.items().size()).isEqualTo(viewers.size());
    long reacted = viewers.values().stream().filter(emoji -> !emoji.isEmpty()).count();
    assertThat(views.reactions().stream().mapToLong(StoryViews.ReactionCount::count).sum())
        .isEqualTo(reacted);
  }

  private void compareAnswers(Story story) {
    if (!Model.asks(story)) {
      return;
    }
    StoryAnswers answers =
        run.node().responses().answers(story.author(), story.id(), 0, 0, ALL).await();
    assertThat(
            answers.items().stream()
                .collect(
                    Collectors.toMap(answer -> answer.user().id(), StoryAnswers.Answer::choice)))
        .as("answers to %s", story.id())
        .isEqualTo(model.answers(story.id()));
    assertThat(answers.count()).isEqualTo(answers.items().size());
    assertThat(answers.choices()).isEqualTo(model.choices(story.id(), ModelStories.OPTIONS.size()));
  }

  private void compareKept(UserId viewer, UserId owner) {
    List<Story> archive = run.node().kept().archive(owner, ALL).await().items();
    List<Story> expected = model.kept().archive(owner, run.now());
    assertThat(archive)
        .as("archive of %s", owner)
        .isEqualTo(expected.subList(0, Math.min(expected.size(), PageRequest.LIMIT_MAX)));
    assertThat(run.node().kept().list(viewer, owner, ALL).await().items())
        .as("highlights of %s for %s", owner, viewer)
        .isEqualTo(model.kept().highlights(viewer, owner));
    if (!archive.isEmpty()) {
      Story one = archive.get(run.random.nextInt(archive.size()));
      compareViews(owner, one.id());
      compareAnswers(one);
    }
  }
}
