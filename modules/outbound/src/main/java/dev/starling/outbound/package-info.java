/// Requests to addresses that somebody else chose: hooks, push services, previews of links.
///
/// **Invariant:** no request reaches an address that is not public, whatever a name resolves to,
/// however often it changes its mind, and however it is written: the address that was checked is
/// the address that is connected to. Only `outbound.allowPrivate` lets requests inside.
///
/// **Invariant:** a request ends. Connecting, answering and the size of an answer are bounded, and
/// redirects are not followed: whoever wants to follows them with a request of its own, which is
/// checked like the first.
@CheckReturnValue
package dev.starling.outbound;

import com.google.errorprone.annotations.CheckReturnValue;
