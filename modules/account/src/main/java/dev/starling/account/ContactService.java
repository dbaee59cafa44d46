package dev.starling.account;

import dev.starling.persistence.contact.ContactRepository;
import dev.starling.wire.Cursor;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.Page;
import dev.starling.wire.PageRequest;
import dev.starling.wire.UserId;
import dev.starling.wire.account.User;
import io.vertx.core.Future;
import java.time.Clock;

/// The two lists of people everybody has. They belong to their owner: the other side sees neither.
/// Doing anything here twice is the same as once.
public final class ContactService {

  private final ContactRepository contacts;
  private final VisibilityChanges changes;
  private final Clock clock;

  ContactService(ContactRepository contacts, VisibilityChanges changes, Clock clock) {
    this.contacts = contacts;
    this.changes = changes;
    this.clock = clock;
  }

  public Future<Page<User>> contacts(UserId owner, PageRequest request) {
    return Future.succeededFuture(request)
        .map(ContactService::after)
        .compose(after -> contacts.contactsOf(owner, after, request.limitAndOne()))
        .map(found -> request.page(found, ContactService::cursor));
  }

  public Future<Void> addContact(UserId owner, UserId contact) {
    if (owner.equals(contact)) {
      return oneself();
    }
    return contacts
        .addContact(owner, contact, clock.instant())
        .compose(isSomebody -> isSomebody ? changed(owner, contact) : nobody(contact));
  }

  public Future<Void> removeContact(UserId owner, UserId contact) {
    return owner.equals(contact)
        ? oneself()
        : contacts.removeContact(owner, contact).compose(done -> changed(owner, contact));
  }

  public Future<Page<User>> blocks(UserId owner, PageRequest request) {
    return Future.succeededFuture(request)
        .map(ContactService::after)
        .compose(after -> contacts.blocksOf(owner, after, request.limitAndOne()))
        .map(found -> request.page(found, ContactService::cursor));
  }

  public Future<Void> block(UserId owner, UserId blocked) {
    if (owner.equals(blocked)) {
      return oneself();
    }
    return contacts
        .block(owner, blocked, clock.instant())
        .compose(isSomebody -> isSomebody ? changed(owner, blocked) : nobody(blocked));
  }

  public Future<Void> unblock(UserId owner, UserId blocked) {
    return owner.equals(blocked)
        ? oneself()
        : contacts.unblock(owner, blocked).compose(done -> changed(owner, blocked));
  }

  private Future<Void> changed(UserId owner, UserId other) {
    changes.announce(owner, other);
    return Future.succeededFuture();
  }

  private static UserId after(PageRequest request) {
    return request.after(in -> new UserId(in.number()));
  }

  private static String cursor(User last) {
    return Cursor.of(last.id().value());
  }

  private static Future<Void> oneself() {
    return Future.failedFuture(
        new Failure.Invalid(ErrorCode.BAD_FIELD, "user: yourself (expected: somebody else)"));
  }

  private static Future<Void> nobody(UserId id) {
    return Future.failedFuture(
        new Failure.NotFound(ErrorCode.USER_NOT_FOUND, "no such user: " + id));
  }
}
