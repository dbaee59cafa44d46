/// A plan beyond the machine: how many nodes and servers so many people need, and what a cluster of
/// up to 200 nodes says to itself.
///
/// Everything follows from one file of inputs, each with where it comes from: given, measured or
/// assumed ([Inputs]). [Model] says what a cluster of a given size costs; [Plan] looks for the
/// smallest that carries a load; [Storm] plays what happens when a node dies; [Check] holds the
/// model against what was measured.
@CheckReturnValue
package dev.starling.bench.capacity;

import com.google.errorprone.annotations.CheckReturnValue;
