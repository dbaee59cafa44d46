/// What is said about uploaded files.
@CheckReturnValue
package dev.starling.wire.media;

import com.google.errorprone.annotations.CheckReturnValue;
