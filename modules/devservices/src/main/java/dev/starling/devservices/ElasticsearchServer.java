package dev.starling.devservices;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/// An Elasticsearch of one node.
public final class ElasticsearchServer extends Server {

  ElasticsearchServer(Part part) {
    super(part);
  }

  /// `http://host:port`, as `STARLING_ELASTICSEARCH_URIS` wants it.
  public URI uri() {
    return uri(port());
  }

  /// Deletes every index with its documents and aliases. Templates stay.
  public void deleteIndices() {
    try {
      List<String> indices = Http.get(uri() + "/_cat/indices?h=index").lines().toList();
      for (String index : indices) {
        int status = Http.status("DELETE", uri() + "/" + index.strip());
        if (status != 200) {
          throw new IllegalStateException("Elasticsearch kept " + index + ": HTTP " + status);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("Elasticsearch did not answer: " + e.getMessage(), e);
    }
  }

  static URI uri(int port) {
    return URI.create("http://" + HOST + ":" + port);
  }

  /// Whether it takes reads and writes, which is a moment after it takes connections.
  static boolean answers(int port) throws IOException {
    return Http.status("GET", uri(port) + "/_cluster/health?wait_for_status=yellow&timeout=1s")
        == 200;
  }
}
