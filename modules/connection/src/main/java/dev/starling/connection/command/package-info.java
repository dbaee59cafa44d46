/// What a signed-in client can ask for over its socket.
///
/// A [Command] is an address, what it counts as, the record its body is read as, and who answers.
/// Each area of the domain lists its own in one class (`*Commands`), and [Commands] puts the areas
/// together: a new command is one line in its area, a new area one line there.
@CheckReturnValue
package dev.starling.connection.command;

import com.google.errorprone.annotations.CheckReturnValue;
