package dev.starling.wire.story;

import dev.starling.wire.ClientId;

/// Show a story again that mentions oneself, as a story of one's own.
///
/// @param caption of one's own, or null
/// @param audience whom it is for, null for one's contacts
/// @param clientId as of any story
public record Reshare(String caption, Audience audience, String clientId) {

  public Reshare {
    caption = NewStory.caption(caption);
    audience = audience == null ? Audience.CONTACTS : audience;
    clientId = clientId == null ? null : ClientId.check(clientId);
  }
}
