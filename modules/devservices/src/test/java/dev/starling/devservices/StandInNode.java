package dev.starling.devservices;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// What the launcher expects of a node, and no more: it takes its port from the environment and
/// says that it is ready.
final class StandInNode {

  private StandInNode() {}

  public static void main(String[] arguments) throws IOException {
    if (Boolean.getBoolean("dies")) {
      System.out.println("The stand-in was told to die.");
      System.exit(3);
    }
    int port = Integer.parseInt(System.getenv("STARLING_HTTP_PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext(
        "/health/ready",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/environment",
        exchange -> {
          byte[] body = System.getenv().toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  /// A jar that `java -jar` runs.
  static Path jar(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, StandInNode.class.getName());
    Path jar = folder.resolve("stand-in.jar");
    String file = StandInNode.class.getName().replace('.', '/') + ".class";
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out, manifest);
        var bytes = StandInNode.class.getResourceAsStream("/" + file)) {
      entries.putNextEntry(new JarEntry(file));
      bytes.transferTo(entries);
    }
    return jar;
  }
}
