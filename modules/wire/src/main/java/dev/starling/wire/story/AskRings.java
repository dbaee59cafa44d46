package dev.starling.wire.story;

import dev.starling.wire.UserId;
import java.util.List;

/// Tell which of these people have stories for one.
public record AskRings(List<UserId> users) {

  public AskRings {
    users = Fields.each("users", Fields.present("users", users));
  }
}
