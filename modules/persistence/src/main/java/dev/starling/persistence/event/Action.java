package dev.starling.persistence.event;

import dev.starling.wire.ConversationId;
import dev.starling.wire.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Something to be done in a conversation besides sending.
///
/// @param conversation in which its event takes a place
/// @param function a function of the schema that answers with an `action_result`
/// @param parameters the function's, null among them
public record Action(ConversationId conversation, String function, List<Object> parameters)
    implements Write {

  private static final int ABOUT_BYTES = 256;

  /// What nearly every action begins with, and what else it takes.
  public static Action of(
      String function, ConversationId conversation, UserId user, Object... others) {
    List<Object> parameters = new ArrayList<>(2 + others.length);
    parameters.add(conversation.value());
    parameters.add(user.value());
    Collections.addAll(parameters, others);
    return new Action(conversation, function, parameters);
  }

  @Override
  public int bytes() {
    int bytes = ABOUT_BYTES;
    for (Object parameter : parameters) {
      if (parameter instanceof String text) {
        bytes += text.length();
      }
    }
    return bytes;
  }
}
