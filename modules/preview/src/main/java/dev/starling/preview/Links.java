package dev.starling.preview;

import java.net.URI;

/// How links are written.
final class Links {

  private Links() {}

  /// As it is asked for: in ASCII, and without the part that never leaves a browser.
  static URI plain(URI uri) {
    String text = uri.toASCIIString();
    int fragment = text.indexOf('#');
    return URI.create(fragment < 0 ? text : text.substring(0, fragment));
  }
}
