/// Which nodes hold sockets of which user: a full replica on every node, in its heap.
///
/// Each node owns the entries of its own sockets and tells the others about changes in numbered
/// deltas, a few milliseconds of them at a time. A node that misses a number asks for a snapshot;
/// the entries of a node that left are dropped in one pass.
@CheckReturnValue
package dev.starling.routing.directory;

import com.google.errorprone.annotations.CheckReturnValue;
