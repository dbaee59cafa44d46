/// Benchmarks of the server's hot spots, each alone: what it costs, and how many bytes it
/// allocates.
///
/// Those of a class that is not public stand in that class's package, in this module.
package dev.starling.bench.micro;
