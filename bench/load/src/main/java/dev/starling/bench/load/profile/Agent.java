package dev.starling.bench.load.profile;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.starling.bench.load.client.SetupException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/// The native library of async-profiler as a file, and the way to talk to it in another JVM. It has
/// to be the same file each time, since a JVM keeps one copy of the library for each path.
final class Agent {

  private static final String LIBRARY = "libasyncProfiler.so";

  private final Path library;
  private final Path answer;

  private Agent(Path directory) {
    this.library = directory.resolve(LIBRARY);
    this.answer = directory.resolve("answer.txt");
  }

  /// Unpacks the library.
  ///
  /// @param directory an empty one, which is there for as long as the agent is used
  static Agent unpack(Path directory) {
    Agent agent = new Agent(directory);
    try (InputStream packed = packed().openStream()) {
      Files.copy(packed, agent.library);
    } catch (IOException e) {
      throw new SetupException("Cannot unpack async-profiler: " + e.getMessage() + ".", e);
    }
    return agent;
  }

  /// The library for this system, in its jar.
  static URL packed() {
    String folder = folder(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL packed = Agent.class.getResource("/" + folder + "/" + LIBRARY);
    if (packed == null) {
      throw new SetupException("--profile: async-profiler is not on the class path.");
    }
    return packed;
  }

  /// Where the jar has the library for a system.
  ///
  /// @throws SetupException with a sentence if it has none
  static String folder(String system, String architecture) {
    boolean isArm = architecture.equals("aarch64");
    if (system.startsWith("Mac")) {
      return "macos";
    }
    if (system.equals("Linux") && (isArm || architecture.equals("amd64"))) {
      return isArm ? "linux-arm64" : "linux-x64";
    }
    throw new SetupException(
        "--profile: async-profiler, which draws the flame graphs, knows Linux and macOS on x64 and"
            + " arm64, and this is "
            + system
            + " on "
            + architecture
            + ".");
  }

  /// Has the profiler of a process do something.
  ///
  /// @param command as async-profiler's documentation of its agent has them
  /// @throws IOException with a sentence when the process is gone, or what is asked cannot be done
  void tell(long pid, String command) throws IOException {
    Files.deleteIfExists(answer);
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        machine.loadAgentPath(library.toString(), command + ",log=" + answer);
      } finally {
        machine.detach();
      }
    } catch (AgentInitializationException e) {
      throw new IOException("async-profiler said: " + answer(), e);
    } catch (AgentLoadException | AttachNotSupportedException e) {
      throw new IOException("async-profiler could not be loaded: " + e.getMessage(), e);
    }
  }

  /// Removes the files. A process that has the library loaded keeps it.
  void remove() throws IOException {
    Files.deleteIfExists(answer);
    Files.deleteIfExists(library);
  }

  private String answer() throws IOException {
    return Files.exists(answer) ? Files.readString(answer).strip() : "nothing";
  }
}
