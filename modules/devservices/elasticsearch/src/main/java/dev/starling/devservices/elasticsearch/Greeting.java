package dev.starling.devservices.elasticsearch;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.util.Version;
import org.elasticsearch.Build;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.rest.RestChannel;
import org.elasticsearch.rest.RestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.xcontent.XContentBuilder;

/// Answers `GET /` and `HEAD /`, which clients use for `info` and `ping` and which Elasticsearch
/// keeps in a module that is not on Maven Central.
final class Greeting implements RestHandler {

  @Override
  public List<Route> routes() {
    return List.of(new Route(RestRequest.Method.GET, "/"), new Route(RestRequest.Method.HEAD, "/"));
  }

  @Override
  public void handleRequest(RestRequest request, RestChannel channel, NodeClient client)
      throws IOException {
    Build build = Build.current();
    XContentBuilder body = channel.newBuilder().startObject();
    body.field("name", client.settings().get("node.name"));
    body.field("cluster_name", client.settings().get("cluster.name"));
    body.field("cluster_uuid", "_na_");
    body.startObject("version");
    body.field("number", build.version());
    body.field("build_flavor", build.flavor());
    body.field("build_type", build.type().displayName());
    body.field("build_hash", build.hash());
    body.field("build_date", build.date());
    body.field("build_snapshot", build.isSnapshot());
    body.field("lucene_version", Version.LATEST.toString());
    body.field("minimum_wire_compatibility_version", build.minWireCompatVersion());
    body.field("minimum_index_compatibility_version", build.minIndexCompatVersion());
    body.endObject();
    body.field("tagline", "You Know, for Search");
    channel.sendResponse(new RestResponse(RestStatus.OK, body.endObject()));
  }
}
