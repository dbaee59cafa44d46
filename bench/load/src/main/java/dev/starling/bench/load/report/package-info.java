/// What a run says in the end: figures and curves as records, written as JSON and as one HTML page
/// that needs nothing else, and shown in the terminal.
@CheckReturnValue
package dev.starling.bench.load.report;

import com.google.errorprone.annotations.CheckReturnValue;
