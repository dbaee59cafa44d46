/// The one JSON dialect of the public protocol, for sockets, REST and whoever speaks to them.
@CheckReturnValue
package dev.starling.wire.json;

import com.google.errorprone.annotations.CheckReturnValue;
