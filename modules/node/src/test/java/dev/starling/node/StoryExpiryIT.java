package dev.starling.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.devservices.Services;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Polls everything that shows a story across the moment at which it expires, with all cleaning
/// switched off. A request that was sent at that moment or later is never answered with the story:
/// the server looks at its clock after the request was sent, and client and server share one clock.
class StoryExpiryIT {

  private static final Duration LIFETIME = Duration.ofSeconds(4);
  private static final Duration WATCHED_AFTERWARDS = Duration.ofSeconds(2);
  private static final String SEARCH = "/v1/search/stories?q=ephemeral";
  private static final String QUOTED = "/items/0/story/preview";
  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  /// A place where a story is shown, and how an answer shows it.
  private record Place(String name, String path, Predicate<Rest.Answer> shows) {}

  @Test
  void nothingShowsAStoryOnceItHasExpired() throws IOException {
    Map<String, String> settings =
        Map.of(
            "STARLING_STORY_LIFETIME", LIFETIME.toSeconds() + "s",
            "STARLING_STORY_UPKEEP_EVERY", "1000d",
            "STARLING_MEDIA_SWEEP_EVERY", "1000d");
    try (TestCluster cluster = TestCluster.start(2, Services.shared(), settings)) {
      Person author = cluster.person("author", 0);
      Person viewer = cluster.person("viewer", 1);
      author.rest().put("/v1/contacts/" + viewer.id(), null);
      Duration latest = Duration.ofDays(-1);
      for (int i = 0; i < ROUNDS; i++) {
        Duration round = watch(author, viewer, cluster);
        latest = round.compareTo(latest) > 0 ? round : latest;
      }
      System.out.println(
          "last shown " + latest.negated().toMillis() + " ms before its end, lateness 0 ms");
      assertThat(latest).isNegative();
    }
  }

  /// How long after its end a request for it was sent that showed it: negative when none was.
  private static Duration watch(Person author, Person viewer, TestCluster cluster)
      throws IOException {
    JsonNode picture = upload(author);
    Map<String, Object> part = Map.of("kind", "picture", "media", picture.get("id").asText());
    JsonNode story =
        author
            .rest()
            .post("/v1/stories", Map.of("parts", List.of(part), "caption", "ephemeral"))
            .body();
    String id = story.get("id").asText();
    Instant end = Instant.parse(story.get("expiresAt").asText());
    String item = "/v1/stories/" + id;
    Rest.Answer address = viewer.rest().get(item + "/media/" + picture.get("id").asText());
    assertThat(Instant.parse(address.body().get("expiresAt").asText())).isBeforeOrEqualTo(end);
    List<Place> places =
        List.of(
            new Place("item", item, answer -> answer.status() == 200),
            new Place("feed", "/v1/stories/feed", answer -> shows(answer, id)),
            new Place(
                "media", address.body().get("url").asText(), answer -> answer.status() == 200),
            new Place("quote", reply(viewer, item), answer -> answer.body().at(QUOTED).isTextual()),
            new Place("search", SEARCH, answer -> shows(answer, id)));
    for (Place place : places) {
      assertThat(place.shows().test(ask(viewer, cluster, place))).as(place.name()).isTrue();
    }
    return lateness(viewer, cluster, places, end);
  }

  /// Where what the viewer replies is read, with what it is about.
  private static String reply(Person viewer, String story) {
    JsonNode accepted =
        viewer.rest().post(story + "/replies", Map.of("clientId", story, "text", "Oh!")).body();
    return "/v1/conversations/%s/events?after=%d"
        .formatted(accepted.get("conversation").asText(), accepted.get("seq").asLong() - 1);
  }

  private static Duration lateness(
      Person viewer, TestCluster cluster, List<Place> places, Instant end) {
    Duration latest = Duration.ofDays(-1);
    int after = 0;
    for (Instant sent = Instant.now();
        sent.isBefore(end.plus(WATCHED_AFTERWARDS));
        sent = Instant.now()) {
      for (Place place : places) {
        Instant asked = Instant.now();
        Rest.Answer answer = ask(viewer, cluster, place);
        after += asked.isBefore(end) ? 0 : 1;
        if (place.shows().test(answer)) {
          Duration late = Duration.between(end, asked);
          assertThat(late).as("%s after its end", place.name()).isNegative();
          latest = late.compareTo(latest) > 0 ? late : latest;
        }
      }
    }
    assertThat(after).as("requests after the end").isGreaterThan(places.size());
    return latest;
  }

  private static Rest.Answer ask(Person viewer, TestCluster cluster, Place place) {
    return place.name().equals("media")
        ? cluster.stranger(1).get(place.path())
        : viewer.rest().get(place.path());
  }

  private static boolean shows(Rest.Answer answer, String story) {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().toString().contains('"' + story + '"');
  }

  private static JsonNode upload(Person author) throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB), "png", png);
    Rest.Answer answer =
        author
            .rest()
            .send(
                "POST",
                "/v1/media",
                Rest.form("b", "summit.png", png.toByteArray()),
                Map.of("Content-Type", "multipart/form-data; boundary=b"));
    assertThat(answer.status()).isEqualTo(201);
    return answer.body();
  }
}
