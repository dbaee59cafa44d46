/// Whom to tell of what happens in a conversation, without looking for every member each time.
///
/// A small conversation is its list of members, and the router looks up where they are. From
/// [AudienceConfig#planFrom] members on it is a [Plan]: the members who have a socket somewhere,
/// kept right by what changes them. Two things do: somebody comes or goes
/// ([dev.starling.routing.directory.Directory#onMove]; the [PlanIndex] knows in which plans a user
/// is), and the member list changes ([dev.starling.wire.cluster.MembersChanged], told to all
/// nodes). So a message costs what its online members cost, however many are not there.
///
/// **Invariant:** an audience is at least of the version asked for. Versions grow with every change
/// of a member list and come from the transaction that wrote the event, so who left before it hears
/// nothing of it, whatever the bus has lost: a plan that lacks a change is read again.
///
/// **Invariant:** a plan holds a member exactly while
/// [dev.starling.routing.delivery.Router#reaches] says so, for sockets of this node from the moment
/// they are known. The reconciliation, which finds what the bus lost, relies on that.
@CheckReturnValue
package dev.starling.messaging.audience;

import com.google.errorprone.annotations.CheckReturnValue;
