package dev.starling.persistence.media;

import dev.starling.wire.media.MediaKind;

/// What a file was found to be.
///
/// @param width null where there is none or it is not known, as are the others
/// @param thumbnail the type of the small picture of it, null for none
/// @param thumbnailSize its bytes
public record Content(
    MediaKind kind,
    String type,
    Integer width,
    Integer height,
    Long durationMs,
    String blurhash,
    String thumbnail,
    Integer thumbnailSize) {}
