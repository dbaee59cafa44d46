/// Who is there now, and who showed themselves last when.
@CheckReturnValue
package dev.starling.wire.presence;

import com.google.errorprone.annotations.CheckReturnValue;
