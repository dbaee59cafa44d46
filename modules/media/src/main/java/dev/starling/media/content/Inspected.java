package dev.starling.media.content;

import dev.starling.persistence.media.Content;
import io.vertx.core.buffer.Buffer;

/// What was found in a file.
///
/// @param thumbnail null when there is none
/// @param kept what shall be kept in place of what came, just as long; null for the same
public record Inspected(Content content, Buffer thumbnail, Buffer kept) {}
