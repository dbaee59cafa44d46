/// Reports of what should not be, and what moderators make of them.
package dev.starling.wire.safety;
