package dev.starling.wire.hook;

/// What a browser subscribes with.
///
/// @param key `applicationServerKey`: an uncompressed point of P-256 in base64url
public record PushKey(String key) {}
