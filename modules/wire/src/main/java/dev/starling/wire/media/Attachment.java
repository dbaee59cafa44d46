package dev.starling.wire.media;

import dev.starling.wire.MediaId;

/// A file that was uploaded, as everybody who may have it sees it.
///
/// @param contentType what its content is, whatever its name says
/// @param name as the uploader calls it, or null
/// @param size in bytes
/// @param width in pixels, as it is to be shown; null where there is none or it is not known
/// @param durationMs null where there is none or it is not known
/// @param blurhash what to show until the picture is there (blurha.sh), or null
/// @param thumbnail whether there is a small picture of it
public record Attachment(
    MediaId id,
    MediaKind kind,
    String contentType,
    String name,
    long size,
    Integer width,
    Integer height,
    Long durationMs,
    String blurhash,
    boolean thumbnail) {}
