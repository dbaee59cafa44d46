/// Who someone is: accounts, signed-in devices, the tokens that prove both, contacts and blocks.
///
/// A *session* is one signed-in device. It is proved by two tokens, both signed by the cluster's
/// current key: an access token, which lives for minutes and is believed without asking anybody,
/// and a refresh token, which is good for one use and buys the next pair. A refresh token that
/// comes a second time has been copied, and ends its session.
///
/// **Invariant:** verifying an access token reads memory only.
///
/// **Invariant:** a revoked session is over on every node at once when the bus delivers, and after
/// the next poll when it does not; no access token outlives that.
///
/// **Invariant:** an unknown username and a wrong password take the same work and read the same.
///
/// **Invariant:** what counts attempts is in PostgreSQL, so limits hold over all nodes together.
@CheckReturnValue
package dev.starling.account;

import com.google.errorprone.annotations.CheckReturnValue;
