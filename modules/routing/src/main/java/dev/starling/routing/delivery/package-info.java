/// Gets frames to people's sockets, on whichever node they are.
///
/// One message per node and moment: what is for the same node gathers while an earlier message to
/// it is not acknowledged. The bus may lose, repeat and reorder; whoever receives a durable
/// delivery notices by its sequence.
///
/// **Invariant:** everything that waits is bounded, and what does not fit is dropped and counted,
/// because the log still has it.
@CheckReturnValue
package dev.starling.routing.delivery;

import com.google.errorprone.annotations.CheckReturnValue;
