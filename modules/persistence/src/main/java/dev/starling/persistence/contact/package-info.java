/// Whom someone knows, and whom they want nothing of. Both lists belong to their owner.
@CheckReturnValue
package dev.starling.persistence.contact;

import com.google.errorprone.annotations.CheckReturnValue;
