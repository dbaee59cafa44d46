/// What people have deleted: the receipts that they hold, and the erasing of what it leaves (V160).
@CheckReturnValue
package dev.starling.persistence.erasure;

import com.google.errorprone.annotations.CheckReturnValue;
