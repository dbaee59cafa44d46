package dev.starling.wire.media;

import java.time.Instant;

/// Where a file can be had, by anybody who knows this, until it expires.
///
/// @param thumbnailUrl null when there is no thumbnail
public record MediaUrl(String url, String thumbnailUrl, Instant expiresAt) {}
