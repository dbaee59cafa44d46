package dev.starling.search.index;

import dev.starling.wire.Secret;

/// How Starling shows Elasticsearch who it is: with an API key, with a name and a password, or not
/// at all.
///
/// @param apiKey in its encoded form, null for none
public record Credentials(Secret apiKey, String username, Secret password) {

  public static final Credentials NONE = new Credentials(null, null, null);

  public Credentials {
    if (apiKey != null && username != null) {
      throw new IllegalArgumentException(
          "elasticsearch.credentials: an apiKey and a username (expected: one of them)");
    }
    if ((username == null) != (password == null)) {
      throw new IllegalArgumentException(
          "elasticsearch.credentials: expected a username with a password");
    }
  }

  @Override
  public String toString() {
    return equals(NONE) ? "none" : "***";
  }
}
