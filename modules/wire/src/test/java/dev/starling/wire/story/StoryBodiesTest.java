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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'text'} | TEXT_EMPTY",
        "{'kind':'text','text':'a','media':'m1'} | BAD_FIELD",
        "{'kind':'picture'} | BAD_FIELD",
        "{'kind':'picture','media':'m1','text':'a'} | BAD_FIELD",
        "{'kind':'sound','media':'m1'} | BAD_FIELD",
        "{'kind':'text','text':'a','link':'javascript:alert(1)'} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'reply'}]} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'door','place':PLACE}]} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'poll','place':PLACE,'question':'q',"
            + "'options':['a','a']}]} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'poll','place':PLACE,'question':'q',"
            + "'options':['a']}]} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'reaction','place':PLACE,'emoji':'ok'}]}"
            + " | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'location','place':PLACE,'latitude':91,"
            + "'longitude':0}]} | BAD_FIELD",
        "{'kind':'text','text':'a','areas':[{'kind':'reply','place':{'x':2,'y':0,'width':0,"
            + "'height':0,'rotation':0}}]} | BAD_FIELD",
      })
  void whatIsWrongWithAPartHasACode(String part, ErrorCode code) {
    String place = "{'x':0.5,'y':0.5,'width':0.1,'height':0.1,'rotation':-9.5}";
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> read("{'parts':[" + part.replace("PLACE", place) + "]}"))
        .extracting(Failure::code)
        .isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'text':'a','parts':[{'kind':'text','text':'b'}]}",
        "{'text':'a','lifetimeHours':5}",
        "{'text':'a','mentions':['u1','u1']}",
        "{'text':'a','audience':{'kind':'nobody'}}",
        "{'text':'a','audience':{'kind':'lists'}}",
        "{'text':'a','audience':{'kind':'lists','lists':[null]}}",
        "{'text':'a','audience':{'kind':'except'}}",
        "{'text':'a','audience':{'kind':'conversations','conversations':[]}}",
      })
  void whatCannotBeAskedForIsRefused(String json) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> read(json))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_FIELD);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'kind':'everyone'}",
        "{'kind':'contacts'}",
        "{'kind':'closeFriends'}",
        "{'kind':'lists','lists':['closeFriends','l7']}",
        "{'kind':'except','users':['u7'],'lists':[]}",
        "{'kind':'conversations','conversations':['c7']}",
      })
  void anAudienceIsWrittenAsItIsRead(String json) {
    NewStory story = read("{'text':'a','audience':" + json + "}");

    assertThat(Json.write(story.audience())).isEqualTo(json.replace('\'', '"'));
  }

  @Test
  void areasKeepWhatTheyAre() {
    NewStory story =
        read(
            """
            {'parts': [{'kind': 'video', 'media': 'm7', 'link': 'https://example.org/a?b', 'areas': [
              {'kind': 'mention', 'place': {'x': 0, 'y': 1, 'width': 0.25, 'height': 1, 'rotation': 0}, 'user': 'u7'},
              {'kind': 'question', 'place': {'x': 0, 'y': 1, 'width': 1, 'height': 1, 'rotation': 45},
                'question': 'Why?'}
            ]}]}
            """);
    NewPart part = story.parts().getFirst();

    assertThat(part.areas())
        .containsExactly(
            new Area.Mention(new Area.Place(0, 1, 0.25, 1, 0), new UserId(7)),
            new Area.Question(new Area.Place(0, 1, 1, 1, 45), "Why?"));
    assertThat(Json.read(Json.write(Part.of(part, null)), Part.class))
        .isEqualTo(Part.of(part, null));
  }

  private static NewStory read(String json) {
    return Json.read(json.replace('\'', '"'), NewStory.class);
  }

  @Test
  void aStoryIsWrittenWhole() {
    assertThat(
            Json.write(
                Story.ofText(new StoryId(35), new UserId(7), "hi", NOON, NEXT_NOON).forViewer()))
        .isEqualTo(
            "{\"id\":\"tz\",\"author\":\"u7\",\"kind\":\"text\",\"text\":\"hi\","
                + "\"parts\":[{\"kind\":\"text\",\"text\":\"hi\"}],"
                + "\"at\":\"2026-11-23T12:00:00.000Z\",\"expiresAt\":\"2026-11-24T12:00:00.000Z\"}");
  }

  @Test
  void aFeedNamesAuthorsAndWhatIsUnseen() {
    StoryFeed feed =
        new StoryFeed(
            List.of(
                new StoryFeed.Entry(
                    new User(new UserId(7), "bob", "Bob"),
                    List.of(new StoryFeed.Item(new StoryId(35), Kind.TEXT, NOON, NEXT_NOON, false)),
                    1,
                    NOON,
                    true)),
            "s1",
            null,
            false);

    assertThat(Json.write(feed))
        .isEqualTo(
            "{\"items\":[{\"author\":{\"id\":\"u7\",\"username\":\"bob\",\"displayName\":\"Bob\"},"
                + "\"stories\":[{\"id\":\"tz\",\"kind\":\"text\",\"at\":\"2026-11-23T12:00:00.000Z\","
                + "\"expiresAt\":\"2026-11-24T12:00:00.000Z\",\"seen\":false}],"
                + "\"unseen\":1,\"latestAt\":\"2026-11-23T12:00:00.000Z\",\"closeFriend\":true}],"
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
