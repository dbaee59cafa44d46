package dev.starling.media;

import dev.starling.media.store.S3Server;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Files in an S3 store, over HTTP.
class S3UploadIT extends UploadContract {

  private S3Server server;

  @BeforeEach
  @Override
  void open() {
    server = new S3Server();
    super.open();
  }

  @AfterEach
  @Override
  void close() {
    super.close();
    server.close();
  }

  @Override
  MediaConfig config(Path folder, Duration unfinished, Duration unreferenced) {
    return World.config(folder, server.config(false), unfinished, unreferenced);
  }

  @Override
  long objects(Path folder) {
    return server.objects();
  }
}
