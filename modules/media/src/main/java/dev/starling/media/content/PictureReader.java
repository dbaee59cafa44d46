package dev.starling.media.content;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.trbl.blurhash.BlurHash;
import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// Decodes pictures. Dimensions are read first, and only what is within the limits is decoded, with
/// no more pixels than a thumbnail takes where the format can skip some.
final class PictureReader {

  private static final int BLURHASH_SIDE = 32;
  private static final int BLURHASH_ACROSS = 4;
  private static final int BLURHASH_DOWN = 3;

  /// Skipping leaves this many pixels for each of the thumbnail, in each direction, to average.
  private static final int PIXELS_PER_PIXEL = 2;

  private final Limits limits;
  private final int thumbnailSide;

  PictureReader(Limits limits, int thumbnailSide) {
    this.limits = limits;
    this.thumbnailSide = thumbnailSide;
  }

  Picture read(Path file, MediaType type) throws IOException {
    int orientation = Orientation.of(file, type);
    try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.name());
      if (!readers.hasNext()) {
        throw new IOException("no reader for " + type.name());
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return picture(reader, orientation);
      } finally {
        reader.dispose();
      }
    }
  }

  private Picture picture(ImageReader reader, int orientation) throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    check(width, height);
    BufferedImage decoded = reader.read(0, skipping(reader, Math.max(width, height)));
    BufferedImage small = Pixels.turned(Pixels.within(decoded, thumbnailSide), orientation);
    boolean isTurned = Orientation.isSideways(orientation);
    BufferedImage tiny = Pixels.opaque(Pixels.within(small, BLURHASH_SIDE));
    boolean hasAlpha = small.getColorModel().hasAlpha();
    return new Picture(
        isTurned ? height : width,
        isTurned ? width : height,
        BlurHash.encode(tiny, BLURHASH_ACROSS, BLURHASH_DOWN),
        Buffer.buffer(hasAlpha ? Pixels.png(small) : Pixels.jpeg(small)),
        hasAlpha ? "image/png" : "image/jpeg");
  }

  private void check(int width, int height) {
    if (Math.max(width, height) > limits.pictureSideMax()
        || (long) width * height > limits.picturePixelsMax()) {
      throw new Failure.TooLarge(
          ErrorCode.PICTURE_TOO_LARGE,
          "a picture of %d x %d pixels (at most %d on a side and %d in all)"
              .formatted(width, height, limits.pictureSideMax(), limits.picturePixelsMax()));
    }
  }

  private ImageReadParam skipping(ImageReader reader, int side) {
    ImageReadParam how = reader.getDefaultReadParam();
    int step = Math.max(1, side / (thumbnailSide * PIXELS_PER_PIXEL));
    how.setSourceSubsampling(step, step, 0, 0);
    return how;
  }
}
