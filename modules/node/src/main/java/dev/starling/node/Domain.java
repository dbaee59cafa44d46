package dev.starling.node;

import dev.starling.account.AccountConfig;
import dev.starling.account.Accounts;
import dev.starling.hooks.Hooks;
import dev.starling.hooks.Posting;
import dev.starling.media.Media;
import dev.starling.messaging.Messaging;
import dev.starling.messaging.RemoteAppend;
import dev.starling.messaging.Writing;
import dev.starling.node.config.NodeConfig;
import dev.starling.persistence.Database;
import dev.starling.persistence.event.ActionWriter;
import dev.starling.persistence.event.EventWriters;
import dev.starling.persistence.event.WriterListener;
import dev.starling.preview.Previews;
import dev.starling.routing.Routing;
import dev.starling.routing.delivery.Router;
import dev.starling.search.Search;
import dev.starling.search.SearchConfig;
import dev.starling.story.DirectMessages;
import dev.starling.story.Stories;
import dev.starling.story.StoryAudience;
import dev.starling.wire.IdSource;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import dev.starling.wire.conversation.Kind;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.event.Signal;
import dev.starling.wire.frame.ServerFrame;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/// The features of a node, and the few places where they meet.
record Domain(
    Accounts accounts,
    Messaging messaging,
    Stories stories,
    Search search,
    Hooks hooks,
    Media media,
    Previews previews,
    EventWriters writers) {

  static Domain create(
      Vertx vertx,
      Database database,
      Routing routing,
      NodeConfig config,
      Set<Role> roles,
      Clock clock,
      WriterListener writerListener) {
    SecureRandom random = new SecureRandom();
    EventWriters writers = new EventWriters(config.writer().writers(), writerListener);
    Search search =
        Search.create(vertx, database, searchConfig(config, roles), writers::commitWait, clock);
    Media media = Media.create(vertx, database, config.media(), clock, random);
    Previews previews = Previews.create(vertx, config.outbound(), config.previews(), clock);
    Messaging.Base base =
        new Messaging.Base(
            vertx,
            database,
            routing,
            writing(roles, writers, new RemoteAppend(routing.bus()), database, search),
            search::wake,
            media.service()::describe,
            previews::forMessage,
            new IdSource(clock, random),
            clock);
    Accounts accounts =
        Accounts.create(vertx, routing.bus(), database, accountConfig(config), clock, random);
    Messaging messaging =
        Messaging.create(
            base, config.messaging(), config.personal(), config.sync(), config.presence());
    accounts.visibility().onChange(messaging.live().presence()::visibilityChanged);
    Stories stories =
        Stories.create(
            new Stories.Base(
                vertx,
                database,
                clock,
                audience(routing.router()),
                media.service()::describe,
                directMessages(messaging)),
            config.redis(),
            config.story(),
            config.seeing());
    accounts.deletions().before(stories.service()::deleteAll);
    return new Domain(
        accounts,
        messaging,
        stories,
        search,
        hooks(
            new Hooks.Base(vertx, database, config.outbound(), posting(messaging), clock),
            config,
            messaging),
        media,
        previews,
        writers);
  }

  private static Hooks hooks(Hooks.Base base, NodeConfig config, Messaging messaging) {
    Hooks hooks = Hooks.create(base, config.hooks());
    messaging.receipts().onRead(receipt -> hooks.read(receipt.user(), receipt.conversation()));
    return hooks;
  }

  private static Posting posting(Messaging messaging) {
    return (sender, conversation, clientId, said) ->
        messaging
            .messages()
            .send(sender, new SendMessage(conversation, clientId, said.text(), said.attachments()));
  }

  /// Through this node's writers. A node that has none asks another to store messages, which takes
  /// their order from there, and acts by itself. What was stored is indexed soon.
  private static Writing writing(
      Set<Role> roles,
      EventWriters writers,
      RemoteAppend remote,
      Database database,
      Search search) {
    Writing writing =
        roles.contains(Role.PERSISTENCE)
            ? new Writing(writers::append, writers::act)
            : new Writing(remote::append, new ActionWriter(database)::run);
    return new Writing(
        message -> writing.append().apply(message).onSuccess(appended -> search.wake()),
        writing.act());
  }

  /// In the conversation of the two, opened when they have none.
  private static DirectMessages directMessages(Messaging messaging) {
    return (sender, to, reply, about) ->
        messaging
            .conversations()
            .open(sender, new OpenConversation(Kind.DIRECT, List.of(to), null, null))
            .map(open -> open.conversation().id())
            .compose(
                with ->
                    messaging
                        .messages()
                        .send(
                            sender,
                            new SendMessage(
                                with, reply.clientId(), reply.text(), reply.attachments()),
                            about));
  }

  private static StoryAudience audience(Router router) {
    return new StoryAudience() {
      @Override
      public void tell(List<UserId> users, Signal signal) {
        router.deliver(List.of(new Delivery.Passing(ServerFrame.signal(signal), users)));
      }

      @Override
      public boolean reaches(UserId user) {
        return router.reaches(user);
      }
    };
  }

  /// A node without the search role asks Elasticsearch and leaves it to others to feed it.
  private static SearchConfig searchConfig(NodeConfig config, Set<Role> roles) {
    return new SearchConfig(
        config.elasticsearch(),
        roles.contains(Role.SEARCH) ? config.indexer() : config.indexer().withIndexers(0),
        config.query());
  }

  private static AccountConfig accountConfig(NodeConfig config) {
    return new AccountConfig(
        config.passwords(),
        config.tokens(),
        config.attempts(),
        config.bots(),
        config.reports(),
        config.limits(),
        AccountConfig.DEFAULTS.revocationsEvery(),
        AccountConfig.DEFAULTS.sweepEvery());
  }
}
