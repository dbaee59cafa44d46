package dev.starling.messaging;

import dev.starling.wire.account.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names that follow an `@` in a text. An address of mail has letters before it, and is none.
///
/// @param spellings of each what it may be: names may end with a dot, and so do sentences
/// @param all whether everybody is named
record MentionedNames(Set<List<String>> spellings, boolean all) {

  private static final Pattern NAME =
      Pattern.compile("(?<![\\p{L}\\p{N}_.@-])@([A-Za-z0-9_.-]{3,64})(?![\\p{L}\\p{N}_@])");

  private static final Pattern END_OF_SENTENCE = Pattern.compile("[.-]+$");
  private static final String EVERYBODY = "all";

  static MentionedNames in(String text) {
    Set<List<String>> spellings = new LinkedHashSet<>();
    boolean all = false;
    for (Matcher name = NAME.matcher(text); name.find(); ) {
      String whole = Names.key(name.group(1));
      String bare = END_OF_SENTENCE.matcher(whole).replaceFirst("");
      if (bare.equals(EVERYBODY)) {
        all = true;
      } else {
        spellings.add(bare.equals(whole) ? List.of(whole) : List.of(whole, bare));
      }
    }
    return new MentionedNames(spellings, all);
  }

  boolean isEmpty() {
    return spellings.isEmpty() && !all;
  }

  Set<String> keys() {
    return spellings.stream().flatMap(List::stream).collect(Collectors.toSet());
  }
}
