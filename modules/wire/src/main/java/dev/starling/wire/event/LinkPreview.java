package dev.starling.wire.event;

/// What the page behind a link says of itself, as this server read it.
///
/// @param url as it stands in the text
/// @param description null for none
/// @param siteName what the page calls its site, or else its host
public record LinkPreview(String url, String title, String description, String siteName) {

  /// The same page, under the name that somebody gave it.
  public LinkPreview named(String link) {
    return new LinkPreview(link, title, description, siteName);
  }
}
