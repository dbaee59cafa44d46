package dev.starling.preview;

/// There is nothing to show of a page. Expected: no stack trace.
final class NoPreview extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoPreview(String why) {
    super(why, null, false, false);
  }
}
