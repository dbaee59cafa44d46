/// What is measured and how: the plan of an open loop, what became of each message, how long it
/// took, and what each process spent on it. Knows no network.
@CheckReturnValue
package dev.starling.bench.load.measure;

import com.google.errorprone.annotations.CheckReturnValue;
