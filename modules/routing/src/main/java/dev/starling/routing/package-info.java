/// Knows which node holds the sockets of which user, and gets what concerns them there.
///
/// **Invariant:** routing never reads the database, and never looks into what it carries.
/// **Invariant:** losing every entry here, or every message on the bus, loses nobody's message:
/// what is durable is found again in the log.
@CheckReturnValue
package dev.starling.routing;

import com.google.errorprone.annotations.CheckReturnValue;
