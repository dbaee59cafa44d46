package dev.starling.rest;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The web client, out of the node's own jar and memory.
///
/// A page that was loaded stays right: files below `assets` carry their content's hash in their
/// name and never change, and the page itself, which names them, is asked for each time.
public final class ClientRoutes {

  private static final String ROOT = "/dev/starling/web/";

  /// What the client shows under addresses of its own; all are the one page. Nothing else falls
  /// back to it, so that a mistyped route of the API is still a 404.
  private static final List<String> PAGES =
      List.of("/", "/stories", "/search", "/conversations/:conversation");

  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final String PAGE = "index.html";

  private final Map<String, Asset> assets;

  public ClientRoutes() {
    this.assets =
        new String(read("files.txt"), StandardCharsets.UTF_8)
            .lines()
            .filter(name -> !name.equals("files.txt"))
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), name -> Asset.of(name, read(name))));
  }

  public void mount(Router router) {
    PAGES.forEach(path -> serve(router, path, PAGE, ASK_EACH_TIME));
    assets.keySet().stream()
        .filter(name -> !name.equals(PAGE))
        .forEach(
            name ->
                serve(
                    router,
                    "/" + name,
                    name,
                    name.startsWith("assets/") ? FOR_EVER : ASK_EACH_TIME));
  }

  private void serve(Router router, String path, String name, String cacheControl) {
    Asset asset = assets.get(name);
    router
        .route(path)
        .method(HttpMethod.GET)
        .method(HttpMethod.HEAD)
        .handler(context -> answer(context, asset, cacheControl));
  }

  private static void answer(RoutingContext context, Asset asset, String cacheControl) {
    HttpServerResponse response =
        context
            .response()
            .putHeader(HttpHeaders.CACHE_CONTROL, cacheControl)
            .putHeader(HttpHeaders.ETAG, asset.tag())
            .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
            .putHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY)
            .putHeader("Cross-Origin-Opener-Policy", "same-origin")
            .putHeader("Referrer-Policy", "no-referrer")
            .putHeader("X-Content-Type-Options", "nosniff");
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known != null && known.contains(asset.tag())) {
      response.setStatusCode(304).end();
      return;
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType());
    Buffer body = asset.plain();
    if (asset.gzipped() != null && takesGzip(context)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      body = asset.gzipped();
    }
    response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(body);
    }
  }

  /// As browsers ask for it; who refuses it in so many words, with a weight of 0, gets none either.
  private static boolean takesGzip(RoutingContext context) {
    return context.parsedHeaders().acceptEncoding().stream()
        .anyMatch(encoding -> encoding.value().equals("gzip") && encoding.weight() > 0);
  }

  private static byte[] read(String name) {
    try (InputStream in = ClientRoutes.class.getResourceAsStream(ROOT + name)) {
      if (in == null) {
        throw new IllegalStateException("the web client is not on the class path: no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
