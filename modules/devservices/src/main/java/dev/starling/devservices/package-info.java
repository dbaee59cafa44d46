/// PostgreSQL, Redis and Elasticsearch for a laptop and for tests, from Maven artifacts alone.
///
/// - [Services] is what tests use: each server starts when it is first asked for.
/// - [Dev] is the program behind `scripts/dev` and `scripts/run-cluster`.
///
/// **Invariant:** no process outlives the JVM that started it, however that JVM ends. Every one of
/// them hangs on a pipe (`lifeline.sh`).
///
/// **Invariant:** a server stopped and started again has the same port and the same data.
///
/// **Invariant:** everything is written below one [Home]; unpacked programs are shared in
/// `.starling/cache`.
package dev.starling.devservices;
