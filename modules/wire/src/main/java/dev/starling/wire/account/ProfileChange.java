package dev.starling.wire.account;

/// What somebody wants to be different about their profile.
///
/// @param displayName null to leave it as it is
public record ProfileChange(String displayName) {

  public ProfileChange {
    displayName = displayName == null ? null : Names.displayName(displayName);
  }
}
