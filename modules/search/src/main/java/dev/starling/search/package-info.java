/// Finding messages and people.
///
/// **Indexing.** Every committed batch leaves a row in the outbox of events. Indexers, any number
/// of them on any node, claim rows, write their messages to Elasticsearch and delete the rows. A
/// batch may be written twice, and a document's name and version make that harmless. What
/// Elasticsearch refuses for good goes to the dead letters; everything else that fails is tried
/// again, for as long as it takes. Sending never waits for any of this.
///
/// **Asking.** The index says where words are, and nothing else: membership, existence and the text
/// itself come from PostgreSQL, for every page anew. What was said a moment ago, and may not be in
/// the index, is read there as well and matched by the same analysis.
///
/// **Invariant:** nothing is answered that the asker could not read in the conversation itself at
/// this moment. **Invariant:** losing the whole index loses no message. **Invariant:** words are
/// cut out of text in one way, in `Tokens` and in `message-index.json`; the two change together.
@CheckReturnValue
package dev.starling.search;

import com.google.errorprone.annotations.CheckReturnValue;
