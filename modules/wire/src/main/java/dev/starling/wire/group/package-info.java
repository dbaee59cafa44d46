/// What belongs to groups only: rights, settings, ways in. What is done to a group names it; over
/// REST its name stands in the path.
@CheckReturnValue
package dev.starling.wire.group;

import com.google.errorprone.annotations.CheckReturnValue;
