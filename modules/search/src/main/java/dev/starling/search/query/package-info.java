/// What people may ask, and what it means.
///
/// A query is read into [Clause]s, each of which knows where it stood; names in it are looked up
/// and make it a [Meaning]. A meaning answers for any message whether it is one of those, and that
/// answer is the only one that counts: the index is asked for what might be, PostgreSQL for what
/// is.
@CheckReturnValue
package dev.starling.search.query;

import com.google.errorprone.annotations.CheckReturnValue;
