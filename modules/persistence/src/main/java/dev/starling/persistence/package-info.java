/// What is kept, and the only module that speaks SQL.
///
/// A package per aggregate, each with a repository of short statements; [Database] gives them
/// connections. Repositories know no rules. The schema is in `db/migration`.
@CheckReturnValue
package dev.starling.persistence;

import com.google.errorprone.annotations.CheckReturnValue;
