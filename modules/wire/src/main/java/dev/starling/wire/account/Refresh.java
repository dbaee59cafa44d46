package dev.starling.wire.account;

import dev.starling.wire.TextRule;

/// A session asks for new tokens.
public record Refresh(String refreshToken) {

  private static final TextRule REFRESH_TOKEN = new TextRule("refreshToken", 4_096);

  public Refresh {
    refreshToken = REFRESH_TOKEN.check(refreshToken);
  }

  @Override
  public String toString() {
    return "Refresh[refreshToken=***]";
  }
}
