package dev.starling.persistence.event;

import dev.starling.bench.micro.Samples;
import dev.starling.wire.ConversationId;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// A batch of messages as the parameters of the statement, each message in a conversation of its
/// own but for every tenth. The figure is for the batch.
@State(Scope.Thread)
public class AppendBatchBenchmark {

  @Param({"1", "20", "200"})
  public int size;

  private final KnownSenders known = new KnownSenders(WriterConfig.DEFAULTS.sendersKnownMax());
  private List<NewMessage> batch;

  @Setup
  public void fill() {
    batch = LongStream.range(0, size).mapToObj(AppendBatchBenchmark::message).toList();
    batch.forEach(message -> known.wrote(message, 1));
  }

  @Benchmark
  public Object assemble() {
    return new AppendBatch(batch, known);
  }

  long conversations() {
    return batch.stream().map(NewMessage::conversation).distinct().count();
  }

  private static NewMessage message(long i) {
    long offset = i % 10 == 9 ? i - 1 : i;
    ConversationId conversation = new ConversationId(Samples.CONVERSATION.value() - 17 * offset);
    return new NewMessage(conversation, Samples.user((int) i), Samples.CLIENT_ID, Samples.TEXT);
  }
}
