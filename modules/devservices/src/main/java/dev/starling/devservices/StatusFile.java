package dev.starling.devservices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/// Tells other programs, such as a load generator, which process is what. It appears, complete,
/// once everything is ready.
record StatusFile(Path file) {

  void write(Backing.Addresses services, List<ProcessPart> nodes) {
    String json =
        """
        {
          "pid": %d,
          "postgres": %s,
          "redis": %s,
          "elasticsearch": %s,
          "nodes": [%s]
        }
        """
            .formatted(
                ProcessHandle.current().pid(),
                service(services.postgres()),
                service(services.redis()),
                service(services.elasticsearch()),
                nodes.stream().map(StatusFile::node).collect(Collectors.joining(", ")));
    try {
      Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
      Files.writeString(unfinished, json);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new CannotStart("Cannot write " + file + ": " + e.getMessage() + ".", e);
    }
  }

  private static String service(Backing.Address address) {
    return "{\"pid\": %d, \"uri\": \"%s\"}".formatted(address.part().pid(), address.uri());
  }

  private static String node(ProcessPart node) {
    return "{\"pid\": %d, \"port\": %d}".formatted(node.pid(), node.port());
  }
}
