package dev.starling.story;

import dev.starling.wire.ListId;
import dev.starling.wire.UserId;
import java.util.Random;

/// Who knows whom: people add each other, fall out and make up, come into lists and groups and out
/// of them.
final class ModelPeople {

  private final ModelRun run;
  private final Model model;
  private final World world;
  private final Random random;

  ModelPeople(ModelRun run) {
    this.run = run;
    this.model = run.model;
    this.world = run.world;
    this.random = run.random;
  }

  void step() {
    UserId one = run.person();
    UserId other = run.person();
    int dice = random.nextInt(25);
    if (one.equals(other)) {
      return;
    } else if (dice < 8) {
      addContact(one, other);
    } else if (dice < 11) {
      run.note("removeContact", one, other);
      world.removeContact(one, other);
      model.removeContact(one, other);
    } else if (dice < 13) {
      run.note("block", one, other);
      world.block(one, other);
      model.block(one, other);
    } else if (dice < 16) {
      run.note("unblock", one, other);
      world.unblock(one, other);
      model.unblock(one, other);
    } else if (dice < 21) {
      list(one, random.nextBoolean() ? ModelRun.listOf(one) : ListId.CLOSE_FRIENDS, other);
    } else if (dice < 23) {
      mute(one, other);
    } else {
      boolean in = random.nextInt(3) > 0;
      run.note("member", one, in);
      world.member(ModelRun.GROUP, one, in);
      model.member(ModelRun.GROUP, one, in);
    }
  }

  private void addContact(UserId owner, UserId contact) {
    boolean told = random.nextBoolean();
    run.note("addContact", owner, contact, told);
    world.addContact(owner, contact);
    model.addContact(owner, contact);
    if (told) {
      run.node().service().contactAdded(owner, contact).await();
    }
  }

  private void list(UserId owner, ListId list, UserId user) {
    boolean in = random.nextInt(3) > 0;
    run.note("list", owner, list, user, in);
    ListService lists = run.node().lists();
    (in ? lists.add(owner, list, user) : lists.remove(owner, list, user)).await();
    model.list(owner, list, user, in);
  }

  private void mute(UserId owner, UserId author) {
    boolean on = random.nextBoolean();
    run.note("mute", owner, author, on);
    ListService lists = run.node().lists();
    (on ? lists.mute(owner, author) : lists.unmute(owner, author)).await();
    model.mute(owner, author, on);
  }
}
