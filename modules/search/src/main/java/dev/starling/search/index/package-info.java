/// Messages as documents in Elasticsearch: their mapping, their JSON, and what its answers mean.
/// Nothing outside this package knows any of that.
///
/// One index a month, named from the message's own time, so that whatever happens to a message
/// later finds the same document. A document is named `conversation:seq`, is routed by its
/// conversation and has an external version, so that writing it again, late or out of order changes
/// nothing. It holds words to compare and no text to give back: the text is in PostgreSQL, and is
/// read from there after it is clear who asks.
@CheckReturnValue
package dev.starling.search.index;

import com.google.errorprone.annotations.CheckReturnValue;
