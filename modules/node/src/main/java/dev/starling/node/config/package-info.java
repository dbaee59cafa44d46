/// The configuration of a node: one file, overridden by the environment, read once and handed down
/// as records.
@CheckReturnValue
package dev.starling.node.config;

import com.google.errorprone.annotations.CheckReturnValue;
