package dev.starling.preview;

import dev.starling.outbound.Outbound.Answer;
import dev.starling.preview.PageSource.Page;
import dev.starling.wire.event.LinkPreview;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/// Reads what a page says of itself. What was cut off at the end is not missed: it stands in the
/// head. Takes a thread for some milliseconds.
final class PageReader {

  private static final Set<String> TYPES = Set.of("text/html", "application/xhtml+xml");
  private static final Pattern CHARSET =
      Pattern.compile("charset\\s*=\\s*[\"']?([^\"';\\s]+)", Pattern.CASE_INSENSITIVE);

  private static final int TITLE_MAX = 200;
  private static final int DESCRIPTION_MAX = 400;
  private static final int SITE_MAX = 80;

  private PageReader() {}

  /// @throws NoPreview when there is nothing to show
  static LinkPreview read(String url, Page page) {
    Document document = parse(page);
    String title =
        first(
            document,
            TITLE_MAX,
            List.of("meta[property=og:title]", "meta[name=twitter:title]", "title"));
    if (title == null) {
      throw new NoPreview("a page without a title");
    }
    String site =
        first(
            document,
            SITE_MAX,
            List.of("meta[property=og:site_name]", "meta[name=application-name]"));
    return new LinkPreview(
        url,
        title,
        first(
            document,
            DESCRIPTION_MAX,
            List.of(
                "meta[property=og:description]",
                "meta[name=twitter:description]",
                "meta[name=description]")),
        site == null ? page.uri().getHost() : site);
  }

  private static Document parse(Page page) {
    Answer answer = page.answer();
    if (!answer.isSuccess()) {
      throw new NoPreview("status " + answer.status());
    }
    String type = answer.headers().getOrDefault("content-type", "");
    if (!TYPES.contains(type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT))) {
      throw new NoPreview("not a page");
    }
    if (!"identity".equals(answer.headers().getOrDefault("content-encoding", "identity"))) {
      throw new NoPreview("packed, though it was not asked for");
    }
    try {
      return Jsoup.parse(
          new ByteArrayInputStream(answer.body().getBytes()), charset(type), page.uri().toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // It reads memory.
    }
  }

  /// Null when the page has to say it itself.
  private static String charset(String type) {
    Matcher said = CHARSET.matcher(type);
    try {
      return said.find() && Charset.isSupported(said.group(1)) ? said.group(1) : null;
    } catch (IllegalCharsetNameException e) {
      return null;
    }
  }

  private static String first(Document document, int max, List<String> places) {
    for (String place : places) {
      for (Element element : document.select(place)) {
        String text =
            Words.clean(
                "meta".equals(element.tagName()) ? element.attr("content") : element.text(), max);
        if (text != null) {
          return text;
        }
      }
    }
    return null;
  }
}
