/// What hooks need to know and to keep: which conversations changed, what is to be sent to whom,
/// and how far each of them is.
///
/// Work is leased, not locked: no transaction is open while somebody else's server takes its time.
/// Whoever has a lease works alone; a node that dies loses it to another, so everything happens at
/// least once.
@CheckReturnValue
package dev.starling.persistence.hook;

import com.google.errorprone.annotations.CheckReturnValue;
