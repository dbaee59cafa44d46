/// People as others see them.
@CheckReturnValue
package dev.starling.wire.account;

import com.google.errorprone.annotations.CheckReturnValue;
