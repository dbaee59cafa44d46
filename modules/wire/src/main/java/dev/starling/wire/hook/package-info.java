/// What is said about hooks, and what hooks say.
///
/// **Invariant:** nothing here that prints itself prints a secret.
@CheckReturnValue
package dev.starling.wire.hook;

import com.google.errorprone.annotations.CheckReturnValue;
