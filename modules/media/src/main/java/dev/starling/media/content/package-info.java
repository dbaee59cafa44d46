/// What is in a file: its type, dimensions, duration, a small picture of it. All of it blocks, and
/// takes every byte for hostile.
@CheckReturnValue
package dev.starling.media.content;

import com.google.errorprone.annotations.CheckReturnValue;
