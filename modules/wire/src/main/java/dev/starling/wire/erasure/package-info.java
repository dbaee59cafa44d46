/// What becomes of what people have deleted, as they see it.
@CheckReturnValue
package dev.starling.wire.erasure;

import com.google.errorprone.annotations.CheckReturnValue;
