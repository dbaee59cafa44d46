package dev.starling.bench.micro;

import dev.starling.routing.Routing;
import dev.starling.routing.delivery.Mailbox;
import dev.starling.routing.delivery.RoutingConfig;
import dev.starling.wire.UserId;
import dev.starling.wire.cluster.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.test.fakecluster.FakeClusterManager;
import java.lang.reflect.Proxy;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One message to the sockets of its recipients, all of them on this node: who is elsewhere, who is
/// here and on which event loop, and the hand-over. The event loops run what they are given at
/// once, so that their own queues are not measured.
@State(Scope.Thread)
public class FanOutBenchmark {

  private static final int EVENT_LOOPS = 4;

  @Param({"2", "100", "1000"})
  public int recipients;

  private Vertx vertx;
  private Routing routing;
  private List<Delivery> deliveries;
  private long received;

  private final class Socket implements Mailbox {

    private final Context loop;

    Socket(Context loop) {
      this.loop = loop;
    }

    @Override
    public Context context() {
      return loop;
    }

    @Override
    public void receive(Delivery delivery) {
      received++;
    }
  }

  @Setup
  public void start() {
    FakeClusterManager.reset();
    FakeClusterManager cluster = new FakeClusterManager();
    vertx = Vertx.builder().withClusterManager(cluster).buildClustered().await();
    routing = Routing.create(vertx, cluster, RoutingConfig.DEFAULTS);
    vertx.deployVerticle(routing.verticle()).await();
    List<UserId> users = Samples.users(recipients);
    Context[] loops = new Context[EVENT_LOOPS];
    for (int i = 0; i < EVENT_LOOPS; i++) {
      loops[i] = atOnce();
    }
    for (int i = 0; i < recipients; i++) {
      routing.mailboxes().add(users.get(i), new Socket(loops[i % EVENT_LOOPS]));
    }
    deliveries = List.of(Samples.delivery(users));
  }

  @Benchmark
  public long deliver() {
    received = 0;
    routing.router().deliver(deliveries);
    return received;
  }

  @TearDown(Level.Trial)
  public void stop() {
    vertx.close().await();
  }

  private static Context atOnce() {
    return (Context)
        Proxy.newProxyInstance(
            FanOutBenchmark.class.getClassLoader(),
            new Class<?>[] {ContextInternal.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("runOnContext")) {
                throw new UnsupportedOperationException(method.toString());
              }
              @SuppressWarnings("unchecked")
              Handler<Void> task = (Handler<Void>) arguments[0];
              task.handle(null);
              return null;
            });
  }
}
