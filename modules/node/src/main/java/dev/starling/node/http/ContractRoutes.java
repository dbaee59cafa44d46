package dev.starling.node.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// The public contract, as it is in the jar: what this release answers over HTTP and over sockets.
/// Every node serves both documents, whatever its roles.
public final class ContractRoutes {

  /// Kept by whoever likes, and asked about each time: a node of the next release may answer.
  private static final String REVALIDATE = "public, no-cache";

  private record Document(String path, Buffer yaml, String tag) {}

  private final List<Document> documents;

  /// Reads the documents.
  public ContractRoutes() {
    this.documents = List.of(read("/openapi.yaml"), read("/asyncapi.yaml"));
  }

  public void mount(Router router) {
    documents.forEach(
        document -> router.get(document.path()).handler(context -> serve(context, document)));
  }

  private static void serve(RoutingContext context, Document document) {
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.ETAG, document.tag())
            .putHeader(HttpHeaders.CACHE_CONTROL, REVALIDATE);
    if (document.tag().equals(context.request().getHeader(HttpHeaders.IF_NONE_MATCH))) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml").end(document.yaml());
    }
  }

  private static Document read(String path) {
    try (InputStream in = ContractRoutes.class.getResourceAsStream(path)) {
      byte[] yaml = in.readAllBytes();
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(yaml);
      String tag = '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + '"';
      return new Document(path, Buffer.buffer(yaml), tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java platform has it.
    }
  }
}
