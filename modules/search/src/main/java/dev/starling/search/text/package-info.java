/// Words: how they are cut out of a text, what they are compared as, and how matches are shown.
///
/// This is the only place where text is analysed: the index is given words, not text, and asked for
/// words. So what was said a second ago and is matched here, what was said last year and is found
/// in Elasticsearch, and what is marked in a hit can never differ, whichever plugins a cluster has.
///
/// **Invariant:** a change of what a text is cut into is a new version of the mapping, because old
/// documents hold what it was cut into before.
@CheckReturnValue
package dev.starling.search.text;

import com.google.errorprone.annotations.CheckReturnValue;
