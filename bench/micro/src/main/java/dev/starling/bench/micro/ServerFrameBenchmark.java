package dev.starling.bench.micro;

import dev.starling.wire.conversation.Accepted;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.json.Json;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The two frames that a message causes: the event for its recipients, and the sender's answer.
@State(Scope.Thread)
public class ServerFrameBenchmark {

  private final ConversationEvent.Message message = Samples.message();
  private final String replyAddress = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  private final Accepted accepted =
      new Accepted(Samples.CONVERSATION, Samples.SEQ, Samples.at(), false);

  @Benchmark
  public String event() {
    return ServerFrame.event(message);
  }

  @Benchmark
  public String answer() {
    return ServerFrame.rec(replyAddress, Json.write(accepted));
  }
}
