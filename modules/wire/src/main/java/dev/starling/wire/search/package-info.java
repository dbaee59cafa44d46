/// What a search finds, as clients see it.
@CheckReturnValue
package dev.starling.wire.search;

import com.google.errorprone.annotations.CheckReturnValue;
