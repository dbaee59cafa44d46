package dev.starling.media.content;

import dev.starling.persistence.media.Content;
import io.vertx.core.buffer.Buffer;

/// What was found in a file.
///
/// @param thumbnail null when there is none
public record Inspected(Content content, Buffer thumbnail) {}
