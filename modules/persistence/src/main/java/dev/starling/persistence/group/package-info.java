/// Ways into groups, and who is kept out. Who is in them is in
/// [dev.starling.persistence.conversation].
@CheckReturnValue
package dev.starling.persistence.group;

import com.google.errorprone.annotations.CheckReturnValue;
