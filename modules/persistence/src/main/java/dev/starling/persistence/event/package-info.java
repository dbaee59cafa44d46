/// The log of every conversation: written in batches by [EventWriter], read by [EventRepository].
///
/// **Invariant:** sequences are given out under the conversation's row lock, in the transaction
/// that inserts, so they have no gaps and any node may write any conversation. **Invariant:** an
/// event is never changed; what happens to a message later is an event of its own.
@CheckReturnValue
package dev.starling.persistence.event;

import com.google.errorprone.annotations.CheckReturnValue;
