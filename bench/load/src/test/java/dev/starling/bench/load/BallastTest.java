package dev.starling.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BallastTest {

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 9, 10, 101})
  void allHaveEquallyManyConversationsAndNoTwoHaveTwo(int people) {
    Set<Set<Integer>> pairs = new HashSet<>();
    Map<Integer, Integer> conversations = new HashMap<>();
    for (long number = 0; number < Ballast.conversationsMax(people); number++) {
      int one = Ballast.one(number, people);
      int other = Ballast.other(number, people);
      pairs.add(Set.of(one, other));
      conversations.merge(one, 1, Integer::sum);
      conversations.merge(other, 1, Integer::sum);
    }

    assertThat((long) pairs.size()).isEqualTo(Ballast.conversationsMax(people));
    assertThat(new HashSet<>(conversations.values())).hasSize(1);
    assertThat(conversations).hasSize(people);
  }
}
