/// The port: one HTTP server per core, which carries the routes of whatever roles a node has, and
/// those for operators.
@CheckReturnValue
package dev.starling.node.http;

import com.google.errorprone.annotations.CheckReturnValue;
