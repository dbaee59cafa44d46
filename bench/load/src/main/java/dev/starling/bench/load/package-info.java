/// Starling's load generator. It plays many clients on one event loop, sends by a fixed plan
/// whether or not the server keeps up (an open loop), takes every time from when a message should
/// have been sent, and believes only what it reads in the messages themselves.
///
/// A scenario is one class, a [dev.starling.bench.load.Scenario], and a line in
/// [dev.starling.bench.load.Scenarios]. It says who talks to whom;
/// [dev.starling.bench.load.OpenLoop] does the rest for everything that is made of messages.
///
/// Everything that hears or writes belongs to one event loop and needs no lock; what is read from
/// the main thread are counters and timings. Where one process is not enough, each has a
/// [dev.starling.bench.load.Flock] with an event loop of its own, and nothing in common but lines
/// of text.
///
/// Of the server it knows the public protocol only.
@CheckReturnValue
package dev.starling.bench.load;

import com.google.errorprone.annotations.CheckReturnValue;
