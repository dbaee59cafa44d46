package dev.starling.search;

import static dev.starling.search.World.patiently;
import static dev.starling.search.World.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.devservices.Services;
import dev.starling.wire.ConversationId;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.search.SearchMessages;
import org.junit.jupiter.api.Test;

/// What is said now is found in its conversation by the next request, and what is taken back now by
/// none; both while the index runs behind.
class JustSaidIT {

  @Test
  void aThousandWordsAreFoundAtOnceAndForgottenAtOnce() {
    try (World world = new World(Services.shared())) {
      UserId alice = world.person();
      UserId bob = world.person();
      ConversationId group = world.group(alice, bob);
      Search search = world.search(1);
      PageRequest first = PageRequest.of(10, null);
      int found = 0;
      for (int i = 0; i < 1_000; i++) {
        String word = "word" + i + "x";
        SearchMessages asked = SearchMessages.of(word).in(group);
        long seq = world.say(alice, group, "now " + word);
        found += texts(patiently(search, bob, asked, first)).size();
        if (i % 10 == 0) {
          world.takeBack(group, alice, seq);
          assertThat(patiently(search, bob, asked, first).items()).as(word).isEmpty();
        }
      }
      assertThat(found).isEqualTo(1_000);
    }
  }
}
