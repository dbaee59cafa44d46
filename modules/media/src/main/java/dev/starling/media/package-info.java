/// Files that people upload: pictures, video, audio, anything.
///
/// An upload is a row and an object. The row comes first and goes last, so that whatever happens in
/// between the sweep finds it and removes both. Bytes go from the client to the store as they come,
/// in whatever pieces; what is safe is written down every few seconds, so an interrupted upload
/// goes on from there, on any node. When the last byte is safe the content is looked at: what it is
/// (by itself, never by its name), whether it is within the limits, how large a picture and how
/// long a video is. Only then anybody can have it.
///
/// **Invariant:** no more than a few buffers of a file are in memory at a time; pictures are
/// decoded a few at a time, and only after their dimensions were checked. **Invariant:** nothing
/// that a browser could run is served as what it is. **Invariant:** a file has an owner, and
/// otherwise only those who were given an address, until it expires.
@CheckReturnValue
package dev.starling.media;

import com.google.errorprone.annotations.CheckReturnValue;
