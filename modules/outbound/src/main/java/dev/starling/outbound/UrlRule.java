package dev.starling.outbound;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import java.net.URI;
import java.net.URISyntaxException;

/// What a URL must look like before anybody looks its name up.
final class UrlRule {

  private static final int LENGTH_MAX = 2_048;

  private UrlRule() {}

  static URI parse(String text, boolean allowHttp) {
    if (text == null || text.isBlank()) {
      throw new Failure.Invalid(ErrorCode.TEXT_EMPTY, "url: missing or blank");
    }
    if (text.length() > LENGTH_MAX) {
      throw refused("longer than " + LENGTH_MAX + " characters");
    }
    try {
      return check(new URI(text), allowHttp);
    } catch (URISyntaxException e) {
      throw refused("not a URL");
    }
  }

  static URI check(URI uri, boolean allowHttp) {
    boolean isHttp = "http".equalsIgnoreCase(uri.getScheme());
    if (!isTls(uri) && !(isHttp && allowHttp)) {
      throw refused("not https");
    }
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      throw refused("without a host");
    }
    if (uri.getRawUserInfo() != null) {
      throw refused("with a user or a password");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw refused("with a port that is none");
    }
    return uri;
  }

  static boolean isTls(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /// Without the brackets of an IPv6 address.
  static String host(URI uri) {
    String host = uri.getHost();
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  static int port(URI uri) {
    if (uri.getPort() > 0) {
      return uri.getPort();
    }
    return isTls(uri) ? 443 : 80;
  }

  /// What stands in the request line.
  static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static Failure refused(String why) {
    return new Failure.Invalid(ErrorCode.URL_NOT_ALLOWED, "url: " + why);
  }
}
