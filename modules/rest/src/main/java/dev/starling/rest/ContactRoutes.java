package dev.starling.rest;

import dev.starling.account.ContactService;
import dev.starling.account.limit.Action;
import dev.starling.story.StoryService;
import dev.starling.wire.UserId;
import io.vertx.core.Future;

/// Whom one knows, and whom one wants nothing of.
final class ContactRoutes {

  private final ContactService contacts;
  private final StoryService stories;

  ContactRoutes(ContactService contacts, StoryService stories) {
    this.contacts = contacts;
    this.stories = stories;
  }

  void mount(Api api) {
    api.get("/v1/contacts", this::contacts);
    api.put("/v1/contacts/:id", Action.CONTACT, this::add);
    api.delete("/v1/contacts/:id", Action.CONTACT, this::remove);
    api.get("/v1/blocks", this::blocks);
    api.put("/v1/blocks/:id", Action.CONTACT, this::block);
    api.delete("/v1/blocks/:id", Action.CONTACT, this::unblock);
  }

  private Future<Answer> contacts(Call call) {
    return contacts.contacts(call.user(), call.page()).map(Answer::ok);
  }

  /// A new contact sees at once what has been posted already.
  private Future<Answer> add(Call call) {
    UserId owner = call.user();
    UserId contact = call.path("id", UserId::parse);
    return contacts
        .addContact(owner, contact)
        .compose(added -> stories.contactAdded(owner, contact))
        .map(Answer::nothing);
  }

  private Future<Answer> remove(Call call) {
    return contacts.removeContact(call.user(), call.path("id", UserId::parse)).map(Answer::nothing);
  }

  private Future<Answer> blocks(Call call) {
    return contacts.blocks(call.user(), call.page()).map(Answer::ok);
  }

  private Future<Answer> block(Call call) {
    return contacts.block(call.user(), call.path("id", UserId::parse)).map(Answer::nothing);
  }

  private Future<Answer> unblock(Call call) {
    return contacts.unblock(call.user(), call.path("id", UserId::parse)).map(Answer::nothing);
  }
}
