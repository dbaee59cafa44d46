package dev.starling.wire.conversation;

/// Tell what is behind a link.
public record PreviewLink(String url) {}
