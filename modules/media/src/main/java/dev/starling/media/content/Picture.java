package dev.starling.media.content;

import io.vertx.core.buffer.Buffer;

/// A picture, as much as is told of it.
///
/// @param width as it is to be shown, the right way up
/// @param thumbnail a small one, made anew of pixels: whatever else was in the file is not in it
record Picture(int width, int height, String blurhash, Buffer thumbnail, String thumbnailType) {}
