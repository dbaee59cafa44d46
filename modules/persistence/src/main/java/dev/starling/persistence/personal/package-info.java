/// What belongs to one person: how they keep conversations, bookmarks, drafts, what they have
/// scheduled. What changes it are actions in the person's own conversation (V070).
@CheckReturnValue
package dev.starling.persistence.personal;

import com.google.errorprone.annotations.CheckReturnValue;
