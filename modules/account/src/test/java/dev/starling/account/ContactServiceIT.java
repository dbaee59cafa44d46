package dev.starling.account;

import static dev.starling.account.Failing.assertFails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class ContactServiceIT {

  private static final PageRequest FIRST = PageRequest.of(null, null);

  private static TestNode node;
  private static ContactService contacts;

  private User alice;
  private User bob;
  private User carol;

  @BeforeAll
  static void start(Vertx vertx) {
    node = TestNode.start(vertx, TestNode.newDatabase(), new FakeClock());
    contacts = node.accounts().contacts();
  }

  @BeforeEach
  void havePeople() {
    alice = node.register(TestNode.unique("alice")).user();
    bob = node.register(TestNode.unique("bob")).user();
    carol = node.register(TestNode.unique("carol")).user();
  }

  @Test
  void doingSomethingTwiceIsTheSameAsOnce() {
    contacts.addContact(alice.id(), bob.id()).await();
    contacts.addContact(alice.id(), bob.id()).await();
    contacts.block(alice.id(), carol.id()).await();
    contacts.block(alice.id(), carol.id()).await();
    assertThat(contacts.contacts(alice.id(), FIRST).await()).isEqualTo(pageOf(bob));
    assertThat(contacts.blocks(alice.id(), FIRST).await()).isEqualTo(pageOf(carol));

    contacts.removeContact(alice.id(), bob.id()).await();
    contacts.removeContact(alice.id(), bob.id()).await();
    contacts.unblock(alice.id(), carol.id()).await();
    contacts.unblock(alice.id(), carol.id()).await();
    assertThat(contacts.contacts(alice.id(), FIRST).await()).isEqualTo(pageOf());
    assertThat(contacts.blocks(alice.id(), FIRST).await()).isEqualTo(pageOf());
  }

  @Test
  void theOtherSideSeesNothing() {
    contacts.addContact(alice.id(), bob.id()).await();
    contacts.block(alice.id(), bob.id()).await();

    assertThat(contacts.contacts(bob.id(), FIRST).await()).isEqualTo(pageOf());
    assertThat(contacts.blocks(bob.id(), FIRST).await()).isEqualTo(pageOf());
  }

  @Test
  void bothListsComeInPages() {
    for (User other : new User[] {bob, carol}) {
      contacts.addContact(alice.id(), other.id()).await();
      contacts.block(alice.id(), other.id()).await();
    }

    Page<User> contact = contacts.contacts(alice.id(), PageRequest.of(1, null)).await();
    Page<User> block = contacts.blocks(alice.id(), PageRequest.of(1, null)).await();

    assertThat(contact.items()).containsExactly(bob);
    assertThat(contacts.contacts(alice.id(), PageRequest.of(1, contact.next())).await())
        .isEqualTo(pageOf(carol));
    assertThat(block.items()).containsExactly(bob);
    assertThat(contacts.blocks(alice.id(), PageRequest.of(1, block.next())).await())
        .isEqualTo(pageOf(carol));
    assertFails(ErrorCode.BAD_CURSOR, contacts.contacts(alice.id(), PageRequest.of(1, "nonsense")));
    assertFails(ErrorCode.BAD_CURSOR, contacts.blocks(alice.id(), PageRequest.of(1, "nonsense")));
  }

  @Test
  void nobodyAndOneselfAreRefused() {
    UserId nobody = new UserId(1);

    assertFails(ErrorCode.USER_NOT_FOUND, contacts.addContact(alice.id(), nobody));
    assertFails(ErrorCode.USER_NOT_FOUND, contacts.block(alice.id(), nobody));
    assertFails(ErrorCode.BAD_FIELD, contacts.addContact(alice.id(), alice.id()));
    assertFails(ErrorCode.BAD_FIELD, contacts.removeContact(alice.id(), alice.id()));
    assertFails(ErrorCode.BAD_FIELD, contacts.block(alice.id(), alice.id()));
    assertFails(ErrorCode.BAD_FIELD, contacts.unblock(alice.id(), alice.id()));
  }

  private static Page<User> pageOf(User... users) {
    return Page.last(List.of(users));
  }
}
