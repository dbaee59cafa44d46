/// Stories as clients post them and see them.
@CheckReturnValue
package dev.starling.wire.story;

import com.google.errorprone.annotations.CheckReturnValue;
