package dev.starling.bench.micro;

import dev.starling.wire.ClientId;
import dev.starling.wire.TextRule;
import dev.starling.wire.Utf8;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.frame.ClientFrame;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A frame with a message, from the socket's bytes to a checked command, step by step.
@State(Scope.Thread)
public class ClientFrameBenchmark {

  private static final TextRule TEXT = new TextRule("text", 8 * 1024);

  private final String frame = Samples.sendFrame();
  private final byte[] bytes = frame.getBytes(StandardCharsets.UTF_8);
  private final ClientFrame.Send parsed = (ClientFrame.Send) ClientFrame.parse(frame);

  @Benchmark
  public String decodeUtf8() {
    return Utf8.decode(bytes);
  }

  @Benchmark
  public ClientFrame parse() {
    return ClientFrame.parse(frame);
  }

  @Benchmark
  public SendMessage readBody() {
    return parsed.body().as(SendMessage.class);
  }

  @Benchmark
  public int checkTexts() {
    return ClientId.check(Samples.CLIENT_ID).length() + TEXT.check(Samples.TEXT).length();
  }

  @Benchmark
  public SendMessage all() {
    ClientFrame.Send send = (ClientFrame.Send) ClientFrame.parse(Utf8.decode(bytes));
    SendMessage message = send.body().as(SendMessage.class);
    return new SendMessage(
        message.conversation(), ClientId.check(message.clientId()), TEXT.check(message.text()));
  }
}
