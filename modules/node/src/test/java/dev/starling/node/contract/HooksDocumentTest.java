package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.starling.wire.account.Bot;
import dev.starling.wire.account.BotToken;
import dev.starling.wire.account.NewBot;
import dev.starling.wire.account.NewBotToken;
import dev.starling.wire.hook.DeadLetter;
import dev.starling.wire.hook.EventHook;
import dev.starling.wire.hook.HookEvent;
import dev.starling.wire.hook.HookMessage;
import dev.starling.wire.hook.IncomingHook;
import dev.starling.wire.hook.NewEventHook;
import dev.starling.wire.hook.NewIncomingHook;
import dev.starling.wire.hook.NewSubscription;
import dev.starling.wire.hook.PushKey;
import dev.starling.wire.hook.PushNotice;
import dev.starling.wire.hook.Subscription;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Holds the schemas of bots and hooks to the records; no answer shows what is sent to others.
class HooksDocumentTest {

  private final OpenApi http = new OpenApi();

  @Test
  void schemasHaveTheFieldsOfTheRecords() {
    for (Class<? extends Record> type :
        List.<Class<? extends Record>>of(
            Bot.class,
            BotToken.class,
            NewBot.class,
            NewBotToken.class,
            DeadLetter.class,
            EventHook.class,
            HookEvent.class,
            HookMessage.class,
            IncomingHook.class,
            NewEventHook.class,
            NewIncomingHook.class,
            NewSubscription.class,
            PushKey.class,
            PushNotice.class,
            Subscription.class)) {
      assertThat(
              http
                  .document()
                  .at("/components/schemas/" + type.getSimpleName() + "/properties")
                  .properties()
                  .stream()
                  .map(Map.Entry::getKey))
          .as(type.getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList());
    }
  }
}
