/// The cluster's event bus with types: every address is a constant, every message a record.
///
/// The bus is at most once: what it carries is either asked again, or found by somebody else when
/// it is lost.
@CheckReturnValue
package dev.starling.routing.bus;

import com.google.errorprone.annotations.CheckReturnValue;
