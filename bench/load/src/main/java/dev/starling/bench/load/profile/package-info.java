/// Flame graphs of the nodes: where their time goes, and their memory, while a load is measured.
///
/// The graphs are drawn by async-profiler, which is loaded into a node that runs already; a node
/// knows nothing of it.
@CheckReturnValue
package dev.starling.bench.load.profile;

import com.google.errorprone.annotations.CheckReturnValue;
