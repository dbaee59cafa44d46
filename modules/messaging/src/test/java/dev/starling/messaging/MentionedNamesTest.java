package dev.starling.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionedNamesTest {

  @Test
  void namesAreFoundWhereverTheyStandAndWhateverTheirCase() {
    assertThat(MentionedNames.in("@Bob and (@alice), “@eve_1”").spellings())
        .containsExactly(List.of("bob"), List.of("alice"), List.of("eve_1"));
  }

  @Test
  void theEndOfASentenceIsNotPartOfANameButMayBe() {
    assertThat(MentionedNames.in("ask @bob. Or @j.doe...").spellings())
        .containsExactly(List.of("bob.", "bob"), List.of("j.doe...", "j.doe"));
  }

  @Test
  void whatIsNoNameIsText() {
    assertThat(MentionedNames.in("bob@example.org @ @x @@bob ü@bob @bobü a@ll").isEmpty()).isTrue();
  }

  @Test
  void everybodyIsNamedByAll() {
    assertThat(MentionedNames.in("@ALL!").all()).isTrue();
    assertThat(MentionedNames.in("@all. Really").all()).isTrue();
    assertThat(MentionedNames.in("@allen").all()).isFalse();
  }

  @Test
  void aLongTextOfNothingElseIsReadInTime() {
    assertThat(MentionedNames.in("@" + "a".repeat(8_000)).isEmpty()).isTrue();
    assertThat(MentionedNames.in("@a-.".repeat(2_000)).all()).isFalse();
    assertThat(MentionedNames.in("@bob ".repeat(1_600)).spellings()).hasSize(1);
  }
}
