/// HTTP below `/v1`: one class of routes per feature, each a table of path and call. It reads
/// requests into records, lets the domain answer, and writes records as JSON; it holds no rules.
///
/// **Invariant:** every answer that is not a success has the body of [dev.starling.wire.ErrorBody],
/// whatever went wrong and wherever.
@CheckReturnValue
package dev.starling.rest;

import com.google.errorprone.annotations.CheckReturnValue;
