package dev.starling.media.store;

import dev.starling.wire.Secret;
import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;

/// An S3 server in this JVM that checks signatures and keeps what it has in memory.
public final class S3Server implements AutoCloseable {

  private static final String BUCKET = "starling-test";
  private static final String ACCESS_KEY = "access";
  private static final String SECRET_KEY = "very/secret+key";

  private final BlobStoreContext blobs;
  private final S3Proxy server;

  public S3Server() {
    blobs =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .overrides(new Properties())
            .buildView(BlobStoreContext.class);
    blobs.getBlobStore().createContainerInLocation(null, BUCKET);
    server =
        S3Proxy.builder()
            .blobStore(blobs.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public S3Config config(boolean redirect) {
    return new S3Config(
        URI.create("http://127.0.0.1:" + server.getPort()),
        "us-east-1",
        BUCKET,
        ACCESS_KEY,
        new Secret(SECRET_KEY),
        true,
        redirect);
  }

  /// How many objects there are, and uploads that are not whole.
  public long objects() {
    BlobStore store = blobs.getBlobStore();
    return store.countBlobs(BUCKET) + store.listMultipartUploads(BUCKET).size();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    blobs.close();
  }
}
