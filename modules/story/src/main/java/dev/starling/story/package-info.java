/// Stories: texts, pictures and videos for whom their author chooses, that vanish after a while.
///
/// **Who sees a story** is decided when it is asked for, by the audience that its author gave it
/// and by contacts, lists, groups and blocks as they are then: `story_for` in PostgreSQL, and
/// nowhere else. **Invariant:** expired means gone at read time; the cleaning of
/// [dev.starling.story.StoryVerticle] changes no answer. What is unknown, expired, deleted or not
/// for the asker looks the same. **Invariant:** only its author learns whom a story is for.
///
/// **The feed** is verified in PostgreSQL each time. Redis only says which authors are worth
/// looking at: one hash per viewer, its *ring*, with every author who may have a story for them.
/// Why a feed that trusts a ring to name *enough* authors is right:
///
/// 1. A ring is made from PostgreSQL under a token that Redis gave out before the read. Whoever
///    pushes an author deletes the token of a ring in the making, a flush deletes it too, and a
///    ring without its token is not kept. So a kept ring names everybody who had a story when it
///    was read, and everybody pushed since.
/// 2. Whoever posts, or gains a contact, a follower or somebody in a list, is in `story_pull` from
///    the same commit on, and with it in every feed, until they are known to be in the rings. A
///    node that dies in between leaves them there; [dev.starling.story.Upkeep] finds them. The post
///    is answered after that, so whoever asks after the answer reads a ring with its author.
/// 3. When a push fails, the generation is renewed in the commit that takes the author out of
///    `story_pull`. A ring knows its generation, the verifying query reads the current one in its
///    own snapshot, and a ring of another one is not believed.
/// 4. Stories for groups are in no ring: every feed looks them up.
/// 5. A ring also knows which run of which Redis server made it: one that comes back from disk or
///    from a replica is not believed, for it may lack what was pushed to its predecessor.
///
/// Keys: `feed:{viewer}` below the configured prefix, for 25 hours at most: a hash with fields
/// `run`, and `token` while it is made or `generation` once it is complete; and per author, by
/// number, when their last story expires.
@CheckReturnValue
package dev.starling.story;

import com.google.errorprone.annotations.CheckReturnValue;
