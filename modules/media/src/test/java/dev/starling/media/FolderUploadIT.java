package dev.starling.media;

import dev.starling.media.store.S3Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// Files in a folder.
class FolderUploadIT extends UploadContract {

  @Override
  MediaConfig config(Path folder, Duration unfinished, Duration unreferenced) {
    return World.config(folder, S3Config.DEFAULTS, unfinished, unreferenced);
  }

  @Override
  long objects(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
