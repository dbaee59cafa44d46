/// Finding messages and people.
///
/// **Indexing.** Every committed batch leaves a row in the outbox of events. Indexers, any number
/// of them on any node, claim rows, write their messages to Elasticsearch and delete the rows. A
/// batch may be written twice, and a document's name and version make that harmless. What
/// Elasticsearch refuses for good goes to the dead letters; everything else that fails is tried
/// again, for as long as it takes. Sending never waits for any of this.
///
/// **Asking.** A query is read (`query`), its names are looked up, and the index is asked for what
/// may be meant. Membership, existence, the text itself and what a message is to the asker come
/// from PostgreSQL, for every page anew, and decide. What was said a moment ago, and may not be in
/// the index, is read there as well and asked the same.
///
/// **Invariant:** nothing is answered that the asker could not read in the conversation itself at
/// this moment. **Invariant:** losing the whole index loses no message. **Invariant:** words are
/// cut out of text in one place, `text`.
@CheckReturnValue
package dev.starling.search;

import com.google.errorprone.annotations.CheckReturnValue;
