/// When people were there last, and who may see it.
@CheckReturnValue
package dev.starling.persistence.presence;

import com.google.errorprone.annotations.CheckReturnValue;
