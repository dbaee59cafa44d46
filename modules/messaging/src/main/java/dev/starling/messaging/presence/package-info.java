/// Who is there, for those who watch them, and who is writing something.
///
/// Somebody is *online* while any of their devices has an event stream on any node. Every node has
/// that in its heap already, as routing's directory, and hears of each change. So a watch is kept
/// by the node with the watcher's socket and by nobody else: [Watches] looks up who here watches
/// the person that moved, and tells them. Nothing more travels between nodes, and a watch of people
/// who neither come nor go costs nothing but its memory.
///
/// A watch is leased: a client asks again before the lease ends, and is answered anew with what is
/// so by then. That bounds whatever was lost on the way, and what a client that went away leaves
/// behind.
///
/// **Invariant:** nothing here is done for each watched person but when they move. **Invariant:**
/// two people see each other, or neither sees the other.
@CheckReturnValue
package dev.starling.messaging.presence;

import com.google.errorprone.annotations.CheckReturnValue;
