/// People as others see them, and what they say and hear about their own account.
///
/// **Invariant:** nothing here that prints itself prints a password or a token.
@CheckReturnValue
package dev.starling.wire.account;

import com.google.errorprone.annotations.CheckReturnValue;
