/// The composition root: reads the configuration, builds each module once, starts them from the
/// base up and stops them from the edge down.
@CheckReturnValue
package dev.starling.node;

import com.google.errorprone.annotations.CheckReturnValue;
