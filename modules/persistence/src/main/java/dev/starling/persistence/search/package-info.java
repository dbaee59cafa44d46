/// What search asks of PostgreSQL: the outbox of events that wait to be indexed, what one person
/// may see of what was found, and people by the beginning of their names.
///
/// **Invariant:** an outbox row is deleted only in the transaction that claimed it, after
/// everything in it was indexed or refused for good. **Invariant:** a message leaves this package
/// for a person only through a join with that person's memberships.
@CheckReturnValue
package dev.starling.persistence.search;

import com.google.errorprone.annotations.CheckReturnValue;
