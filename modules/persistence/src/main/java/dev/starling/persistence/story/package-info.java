/// Stories, who has seen them, and what the copies of feeds outside of PostgreSQL may lack.
///
/// `story` and `story_view` are partitioned by the day of expiry, and a view is kept with its
/// story's day. **Invariant:** every read asks for `expires_at > now`, with the asker's now;
/// whether a day was dropped makes no difference to any answer. **Invariant:** at any moment an
/// author with an active story is in the copy of each contact's feed, or in `story_pull` for that
/// contact, or the copy's generation is not the one in `story_generation`.
@CheckReturnValue
package dev.starling.persistence.story;

import com.google.errorprone.annotations.CheckReturnValue;
