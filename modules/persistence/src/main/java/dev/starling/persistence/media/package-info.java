/// Uploaded files: what is known of them, how far they are, and who refers to them.
///
/// **Invariant:** a row is there before its object and goes after it. **Invariant:** while a file
/// comes in, one writer at a time has it, for as long as its lease lasts.
@CheckReturnValue
package dev.starling.persistence.media;

import com.google.errorprone.annotations.CheckReturnValue;
