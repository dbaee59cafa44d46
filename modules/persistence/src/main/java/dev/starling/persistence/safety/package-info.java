/// Reports, moderators, and who is suspended.
@CheckReturnValue
package dev.starling.persistence.safety;

import com.google.errorprone.annotations.CheckReturnValue;
