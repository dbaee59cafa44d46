/// Conversations as clients ask for them and see them.
@CheckReturnValue
package dev.starling.wire.conversation;

import com.google.errorprone.annotations.CheckReturnValue;
