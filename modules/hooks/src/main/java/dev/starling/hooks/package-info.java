/// Hooks: what Starling tells other servers by itself, and how programs speak in it.
///
/// **Push.** A message that a member has on no device after [dev.starling.hooks.PushConfig#after]
/// makes one notification for that person and conversation, which later ones take the place of, and
/// a withdrawal once it was read anywhere. It goes to the operator's endpoint, which feeds APNs,
/// FCM or whatever else, and as Web Push to the person's browsers.
///
/// **Event hooks** send each event of a bot's conversations, one after the other within a
/// conversation. A hook that fails too often pauses, and goes on where it stopped.
///
/// **Incoming hooks** post as a bot for whoever knows their address.
///
/// **Invariant:** nothing is written for push or hooks when a message is sent. One node at a time
/// looks at what changed in the whole cluster, see [dev.starling.persistence.hook].
///
/// **Invariant:** everything is said at least once, under an id that is the same in each attempt
/// (`webhook-id`), and signed as the Standard Webhooks specification says.
@CheckReturnValue
package dev.starling.hooks;

import com.google.errorprone.annotations.CheckReturnValue;
