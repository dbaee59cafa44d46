/// What nodes tell each other.
@CheckReturnValue
package dev.starling.wire.cluster;

import com.google.errorprone.annotations.CheckReturnValue;
