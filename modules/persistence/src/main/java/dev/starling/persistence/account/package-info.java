/// Accounts, signed-in devices, and what signing in leaves behind for minutes: tickets and counts.
///
/// Every statement is given the time it runs at, so that the nodes' clocks, which also date the
/// tokens, are the only ones that count. The one thing no clock can order, which revocations a node
/// has not heard of, goes by transaction ids.
@CheckReturnValue
package dev.starling.persistence.account;

import com.google.errorprone.annotations.CheckReturnValue;
