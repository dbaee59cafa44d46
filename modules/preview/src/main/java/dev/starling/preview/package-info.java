/// Previews of links: the server reads a page, and tells what it says of itself.
///
/// **Invariant:** a preview says what this server read; nobody who sends a message can make one up.
///
/// **Invariant:** each request, that of a redirect too, goes through [dev.starling.outbound], so
/// none reaches an address that is not public; what is read, for how long and how much at a time is
/// bounded by [dev.starling.preview.PreviewConfig]. Nothing of a page is run or shown: a preview is
/// text.
///
/// **Invariant:** where previews are off, and they are unless the operator turns them on, nothing
/// is fetched.
@CheckReturnValue
package dev.starling.preview;

import com.google.errorprone.annotations.CheckReturnValue;
