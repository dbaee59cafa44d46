package dev.starling.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTest {

  private static final Snapshot SNAPSHOT = Snapshot.parse("10:20:12,15");

  @ParameterizedTest
  @CsvSource({"0,true", "9,true", "10,true", "12,false", "13,true", "15,false", "19,true"})
  void whatWasCommittedIsIncluded(long xid, boolean included) {
    assertThat(SNAPSHOT.includes(xid)).isEqualTo(included);
  }

  @ParameterizedTest
  @ValueSource(longs = {20, 21, Long.MAX_VALUE})
  void whatHadNotBegunIsNot(long xid) {
    assertThat(SNAPSHOT.includes(xid)).isFalse();
  }

  @Test
  void theTextFormIsPostgresOwn() {
    assertThat(SNAPSHOT.text()).isEqualTo("10:20:12,15");
    assertThat(Snapshot.parse("7:7:")).isEqualTo(new Snapshot(7, 7, List.of()));
    assertThat(Snapshot.parse("7:7:").text()).isEqualTo("7:7:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1:2", "a:b:c", "1:2:3:4", "1:2:x", "-1:2:", "3:2:", "1:3:3", "2:3:1"})
  void anythingElseIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Snapshot.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "10:20:12,15 | 10:20:12,15 | true", // itself
        "20:20: | 10:20:12,15 | true", // later, and all over
        "15:25:15 | 10:20:12,15 | true", // 12 is over now
        "10:20:12,15 | 15:25:15 | false", // the other way round
        "10:20:12,15 | 10:20:12 | false", // 15 was over there
        "5:5: | 10:20:12,15 | false",
        "10:20:12,15 | 5:5: | true",
        "10:20:10,11 | 10:30:10,11,20,21,22,23,24,25,26,27,28,29 | true" // they saw no more
      },
      delimiter = '|')
  void oneSnapshotIncludesAnotherWhenNothingIsInTheOtherAlone(
      String one, String other, boolean included) {
    assertThat(Snapshot.parse(one.trim()).includes(Snapshot.parse(other.trim())))
        .isEqualTo(included);
  }
}
