/// Where bytes are kept: a folder, or any store that speaks S3.
///
/// **Invariant:** whatever stops in the middle can be repeated.
@CheckReturnValue
package dev.starling.media.store;

import com.google.errorprone.annotations.CheckReturnValue;
