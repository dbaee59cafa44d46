/// Conversations and their members: who may write, who hears about it, how far each has come.
///
/// **Invariant:** member rows are locked in primary key order by everybody, so writers do not
/// deadlock.
@CheckReturnValue
package dev.starling.persistence.conversation;

import com.google.errorprone.annotations.CheckReturnValue;
