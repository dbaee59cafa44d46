package dev.starling.messaging;

import dev.starling.persistence.Database;
import dev.starling.persistence.erasure.ErasingRepository;
import dev.starling.persistence.erasure.ReceiptRepository;
import dev.starling.persistence.erasure.ToldRepository;
import dev.starling.persistence.personal.BookmarkRepository;
import dev.starling.persistence.personal.DraftRepository;
import dev.starling.persistence.personal.ExpiryRepository;
import dev.starling.persistence.personal.ScheduledRepository;
import io.vertx.core.VerticleBase;
import java.time.Clock;

/// What belongs to one person.
///
/// @param upkeep what has to be done again and again on nodes that write
public record Personal(
    PersonalActions actions,
    PersonalReader reader,
    Schedule schedule,
    ErasureService erasures,
    VerticleBase upkeep) {

  /// What it is built on besides what all of messaging is.
  record Parts(
      Actions actions, OwnConversations own, MessageService messages, AttachmentRule attachments) {}

  static Personal create(
      Messaging.Base base, Parts parts, PersonalConfig config, int textBytesMax) {
    Database database = base.database();
    Clock clock = base.clock();
    ScheduledRepository scheduled = new ScheduledRepository(database);
    Schedule schedule =
        new Schedule(
            new Schedule.Base(scheduled, parts.own(), base.ids(), clock),
            parts.actions(),
            parts.attachments(),
            config);
    return new Personal(
        new PersonalActions(parts.actions(), parts.own(), config, textBytesMax),
        new PersonalReader(new BookmarkRepository(database, clock), new DraftRepository(database)),
        schedule,
        new ErasureService(parts.actions(), parts.own(), new ReceiptRepository(database)),
        new Upkeep(
            new ScheduledSender(scheduled, parts.messages(), schedule),
            new ExpirySweep(new ExpiryRepository(database), base.written(), clock),
            new ErasingSweep(new ErasingRepository(database), base.written(), config.erasing()),
            new TakingBack(
                base.vertx(), new ToldRepository(database), parts.actions(), config.erasing()),
            config));
  }
}
