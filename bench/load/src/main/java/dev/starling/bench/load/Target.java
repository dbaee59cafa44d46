package dev.starling.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.bench.load.client.Node;
import dev.starling.bench.load.client.SetupException;
import dev.starling.bench.load.measure.Server;
import dev.starling.bench.load.measure.Server.Group;
import dev.starling.wire.Failure;
import dev.starling.wire.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What is put under load: where the nodes are, and which processes it is made of.
///
/// @param servers all of them, and this program as the last
/// @param database where PostgreSQL is reached, `postgresql://…`, or empty
/// @param index where Elasticsearch is reached, `http://…`, or empty
record Target(List<Node> nodes, List<Server> servers, String database, String index) {

  private static final String HOST = "127.0.0.1";

  Target {
    nodes = List.copyOf(nodes);
    servers = List.copyOf(servers);
  }

  /// One without a database that could be filled.
  Target(List<Node> nodes, List<Server> servers) {
    this(nodes, servers, "", "");
  }

  /// Reads what `scripts/dev --status-file` and `scripts/run-cluster --status-file` write.
  static Target read(Path statusFile) {
    try {
      return parse(Files.readString(statusFile), ProcessHandle.current().pid());
    } catch (IOException | Failure e) {
      throw new SetupException("Cannot read " + statusFile + ": " + e.getMessage() + ".", e);
    }
  }

  static Target parse(String status, long ownPid) {
    JsonNode tree = Json.read(status, JsonNode.class);
    List<Node> nodes = new ArrayList<>();
    List<Server> servers = new ArrayList<>();
    for (JsonNode node : tree.path("nodes")) {
      int port = node.path("port").asInt();
      nodes.add(new Node(HOST, port));
      servers.add(new Server("node " + port, node.path("pid").asLong(), Group.NODE));
    }
    if (nodes.isEmpty()) {
      throw new SetupException("The status file names no node.");
    }
    servers.add(service("PostgreSQL", tree.path("postgres"), Group.STORE));
    servers.add(service("Redis", tree.path("redis"), Group.STORE));
    servers.add(service("Elasticsearch", tree.path("elasticsearch"), Group.SEARCH));
    servers.add(new Server("generator", ownPid, Group.GENERATOR));
    return new Target(
        nodes, servers, tree.at("/postgres/uri").asText(), tree.at("/elasticsearch/uri").asText());
  }

  List<Server> serversOf(Group group) {
    return servers.stream().filter(server -> server.group() == group).toList();
  }

  private static Server service(String name, JsonNode service, Group group) {
    return new Server(name, service.path("pid").asLong(), group);
  }
}
