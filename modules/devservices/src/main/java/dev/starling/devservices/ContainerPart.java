package dev.starling.devservices;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.testcontainers.containers.GenericContainer;

/// A part that is a container. The port on this side is chosen here and not by the engine, which
/// would choose another one after every stop; stopping keeps the container, and so its data.
final class ContainerPart implements Part {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  /// Whether the server behind this port answers.
  interface Probe {
    boolean answers(int port) throws IOException;
  }

  private final String name;
  private final GenericContainer<?> container;
  private final int port = Ports.free();
  private final Probe probe;

  ContainerPart(String name, GenericContainer<?> container, int portInside, Probe probe) {
    this.name = name;
    this.container = container;
    this.probe = probe;
    container.addExposedPort(portInside);
    container.setPortBindings(List.of(Server.HOST + ":" + port + ":" + portInside));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public long pid() {
    return engine().inspectContainerCmd(id()).exec().getState().getPidLong();
  }

  @Override
  public void start() {
    if (id() == null) {
      container.start();
    } else if (!container.isRunning()) {
      engine().startContainerCmd(id()).exec();
    }
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!answers()) {
      if (System.nanoTime() > deadline) {
        throw new CannotStart(name + " did not answer in its container: " + container.getLogs());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Override
  public void stop() {
    if (id() != null && container.isRunning()) {
      engine().stopContainerCmd(id()).exec();
    }
  }

  @Override
  public void kill() {
    engine().killContainerCmd(id()).exec();
  }

  @Override
  public void pause() {
    engine().pauseContainerCmd(id()).exec();
  }

  @Override
  public void resume() {
    engine().unpauseContainerCmd(id()).exec();
  }

  @Override
  public void discard() {
    container.stop();
  }

  private boolean answers() {
    try {
      return probe.answers(port);
    } catch (IOException e) {
      return false;
    }
  }

  private String id() {
    return container.getContainerId();
  }

  private DockerClient engine() {
    return container.getDockerClient();
  }
}
