/// How much one person may do to others in a while, by what they do.
///
/// Every operation of both edges names its [Action], and [ActionLimits] refuses who does too much
/// of it, with the time after which the same request is taken. What is refused has not happened.
///
/// A node counts for itself and in memory, so a request costs one look into a map and no other node
/// is asked. A person who spreads their requests over `n` nodes may do `n` times as much: what is
/// prevented is a flood, not the last message too many. A node that starts anew has forgotten.
@CheckReturnValue
package dev.starling.account.limit;

import com.google.errorprone.annotations.CheckReturnValue;
