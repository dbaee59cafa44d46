/// The way to a Redis that holds copies and nothing else: it may be flushed, or be away, at any
/// moment, and whoever asks it can do without the answer.
@CheckReturnValue
package dev.starling.story.redis;

import com.google.errorprone.annotations.CheckReturnValue;
