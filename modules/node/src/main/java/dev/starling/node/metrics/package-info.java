/// What a node measures of itself, for Prometheus.
@CheckReturnValue
package dev.starling.node.metrics;

import com.google.errorprone.annotations.CheckReturnValue;
