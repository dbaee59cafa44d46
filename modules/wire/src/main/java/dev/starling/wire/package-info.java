/// What two processes must agree on: ids, error and close codes, frames and events, and the JSON
/// they travel as.
///
/// Nothing here does anything: it only says what things are called. Records check themselves when
/// they are made, so whoever holds one holds a valid one.
@CheckReturnValue
package dev.starling.wire;

import com.google.errorprone.annotations.CheckReturnValue;
