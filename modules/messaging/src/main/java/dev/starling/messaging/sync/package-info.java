/// What every socket is told of its user's conversations: in sequence order, without gap or
/// duplicate from its resume point on, whatever the cluster bus loses, repeats or reorders.
///
/// One mechanism does it all. An [Inbox] knows up to where its socket has each conversation: from
/// its *baseline*, a snapshot of the database that it has entirely, and from *tracks*, the
/// conversations in which something came after the baseline. A live delivery that follows is
/// written as it comes. One that came early, because what it follows is still on the bus, waits a
/// moment for that. For anything else (something stays missing, the socket is full, it is still
/// resuming, the reconciliation expects more) the conversation is *behind*, and is read from the
/// log, page by page, while the socket takes it. Resuming is being behind in everything that
/// changed since the cursor.
///
/// The [Reconciler] looks every two seconds at what was committed in the whole cluster and tells
/// each inbox here what it should have by now; so a lost delivery without a successor is found, and
/// baselines move on and tracks are forgotten.
///
/// **Invariant:** an inbox writes the event with sequence n of a conversation only after n - 1, or
/// when n - 1 is in its baseline. **Invariant:** memory of an inbox grows with the conversations
/// that changed in the last seconds, never with messages: what cannot be written now is not kept,
/// it is in the log. Only of those that came early a few are kept, [SyncConfig#earlyMax].
@CheckReturnValue
package dev.starling.messaging.sync;

import com.google.errorprone.annotations.CheckReturnValue;
