package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.User;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ProfileServiceIT {

  private static TestNode node;
  private static ProfileService profiles;

  @BeforeAll
  static void start(Vertx vertx) {
    node = TestNode.start(vertx, TestNode.newDatabase(), new FakeClock());
    profiles = node.accounts().profiles();
  }

  @Test
  void aProfileIsFoundById() {
    User alice = node.register("found").user();

    assertThat(profiles.find(alice.id()).await()).isEqualTo(alice);
    assertFails(ErrorCode.USER_NOT_FOUND, profiles.find(new UserId(1)));
  }

  @Test
  void onlyWhatIsNamedIsChanged() {
    User alice = node.register("changed").user();

    assertThat(profiles.change(alice.id(), new ProfileChange("Ms C.")).await())
        .isEqualTo(new User(alice.id(), "changed", "Ms C."));
    assertThat(profiles.change(alice.id(), new ProfileChange(null)).await().displayName())
        .isEqualTo("Ms C.");
    assertFails(
        ErrorCode.USER_NOT_FOUND, profiles.change(new UserId(1), new ProfileChange("Nobody")));
  }

  @Test
  void peopleAreFoundPageByPage() {
    for (int i = 0; i < 5; i++) {
      node.register("alice" + i);
      User other = node.register("other" + i).user();
      profiles.change(other.id(), new ProfileChange("ALICE of " + i)).await();
    }
    List<String> found = new ArrayList<>();
    String cursor = null;
    do {
      Page<User> page = profiles.beginningWith(" Alice", PageRequest.of(3, cursor)).await();
      page.items().forEach(user -> found.add(user.username()));
      cursor = page.next();
    } while (cursor != null);

    assertThat(found)
        .containsExactly(
            "alice0", "alice1", "alice2", "alice3", "alice4", "other0", "other1", "other2",
            "other3", "other4");
  }

  @Test
  void aBadQuestionIsAnsweredWithACode() {
    assertFails(ErrorCode.TEXT_EMPTY, profiles.beginningWith(" ", PageRequest.of(1, null)));
    assertFails(ErrorCode.TEXT_EMPTY, profiles.beginningWith(null, PageRequest.of(1, null)));
    assertFails(
        ErrorCode.TEXT_TOO_LONG, profiles.beginningWith("a".repeat(300), PageRequest.of(1, null)));
    assertFails(ErrorCode.BAD_CURSOR, profiles.beginningWith("a", PageRequest.of(1, "AAAA")));
    assertFails(
        ErrorCode.BAD_CURSOR, profiles.beginningWith("a", PageRequest.of(1, Cursor.of(1L))));
  }
}
