package dev.starling.wire.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.StoryId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import dev.starling.wire.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoryBodiesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Instant NEXT_NOON = NOON.plus(Duration.ofDays(1));
  private static final String FOUR_BYTES = "😀";

  @Test
  void aNewStoryIsReadFromJson() {
    assertThat(Json.read("{\"text\": \"hi\", \"clientId\": \"c1\", \"new\": 1}", NewStory.class))
        .isEqualTo(new NewStory("hi", "c1"));
    assertThat(Json.read("{\"text\": \"hi\"}", NewStory.class)).isEqualTo(new NewStory("hi", null));
  }

  @Test
  void theLimitsAreCharactersWhateverTheirBytes() {
    NewStory longest = new NewStory(FOUR_BYTES.repeat(700), FOUR_BYTES.repeat(64));

    assertThat(longest.text()).hasSize(1_400);
    assertRefused("a".repeat(701), "c1", ErrorCode.TEXT_TOO_LONG);
    assertRefused(FOUR_BYTES.repeat(701), "c1", ErrorCode.TEXT_TOO_LONG);
    assertRefused("hi", "c".repeat(65), ErrorCode.TEXT_TOO_LONG);
  }

  @ParameterizedTest
  @CsvSource({
    "'{}', TEXT_EMPTY",
    "'{\"text\":\" \"}', TEXT_EMPTY",
    "'{\"text\":7}', BAD_FIELD",
    "'{\"text\":\"a\\u0000b\"}', BAD_FIELD",
    "'{\"text\":\"hi\",\"clientId\":\"\"}', TEXT_EMPTY",
  })
  void whatIsWrongWithANewStoryHasACode(String json, ErrorCode code) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> Json.read(json, NewStory.class))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  @Test
  void aStoryIsWrittenWhole() {
    assertThat(
            Json.write(new Story(new StoryId(35), new UserId(7), Kind.TEXT, "hi", NOON, NEXT_NOON)))
        .isEqualTo(
            "{\"id\":\"tz\",\"author\":\"u7\",\"kind\":\"text\",\"text\":\"hi\","
                + "\"at\":\"2026-11-23T12:00:00.000Z\",\"expiresAt\":\"2026-11-24T12:00:00.000Z\"}");
  }

  @Test
  void aFeedNamesAuthorsAndWhatIsUnseen() {
    StoryFeed feed =
        new StoryFeed(
            List.of(
                new StoryFeed.Entry(
                    new User(new UserId(7), "bob", "Bob"),
                    List.of(new StoryFeed.Item(new StoryId(35), NOON, NEXT_NOON, false)),
                    1,
                    NOON)),
            "s1",
            null,
            false);

    assertThat(Json.write(feed))
        .isEqualTo(
            "{\"items\":[{\"author\":{\"id\":\"u7\",\"username\":\"bob\",\"displayName\":\"Bob\"},"
                + "\"stories\":[{\"id\":\"tz\",\"at\":\"2026-11-23T12:00:00.000Z\","
                + "\"expiresAt\":\"2026-11-24T12:00:00.000Z\",\"seen\":false}],"
                + "\"unseen\":1,\"latestAt\":\"2026-11-23T12:00:00.000Z\"}],"
                + "\"state\":\"s1\",\"next\":null,\"notModified\":false}");
  }

  @Test
  void viewsAreListedAndCounted() {
    StoryViews views =
        new StoryViews(
            List.of(new StoryViews.View(new User(new UserId(7), "bob", "Bob"), NOON, null, null)),
            "c1",
            2,
            1,
            List.of(new StoryViews.ReactionCount("👍", 1)));

    assertThat(Json.write(views))
        .isEqualTo(
            "{\"items\":[{\"user\":{\"id\":\"u7\",\"username\":\"bob\",\"displayName\":\"Bob\"},"
                + "\"at\":\"2026-11-23T12:00:00.000Z\"}],\"next\":\"c1\",\"count\":2,"
                + "\"hidden\":1,\"reactions\":[{\"emoji\":\"👍\",\"count\":1}]}");
  }

  private static void assertRefused(String text, String clientId, ErrorCode code) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> new NewStory(text, clientId))
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
