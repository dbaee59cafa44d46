package dev.starling.devservices.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.elasticsearch.node.Node;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One node in this JVM; the other modules run it in a JVM of its own.
class LauncherIT {

  @TempDir static Path directory;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]*)\"");

  private static Node node;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    node = Launcher.start(directory, port);
  }

  @AfterAll
  static void stop() throws IOException {
    node.close();
  }

  @Test
  void saysWhichElasticsearchItIs() throws Exception {
    HttpResponse<String> info = send("GET", "/", "");

    assertThat(info.statusCode()).isEqualTo(200);
    assertThat(info.body())
        .containsPattern(
            "\"number\":\"8\\.19\\..*\"lucene_version\":\"9\\."
                + "|\"number\":\"9\\..*\"lucene_version\":\"10\\.");
    assertThat(send("HEAD", "/", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aMappingWithTheUsualAnalysisIsValidAndFindsWhatWasFolded() throws Exception {
    HttpResponse<String> created =
        send(
            "PUT",
            "/people",
            """
            {"settings": {"analysis": {
               "filter": {"starts": {"type": "edge_ngram", "min_gram": 2, "max_gram": 10}},
               "normalizer": {"plain": {"type": "custom", "filter": ["lowercase", "asciifolding"]}},
               "analyzer": {
                 "starts": {"tokenizer": "standard",
                            "filter": ["lowercase", "asciifolding", "starts"]},
                 "plain": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}}}},
             "mappings": {"properties": {
               "handle": {"type": "keyword", "normalizer": "plain"},
               "name": {"type": "text", "analyzer": "starts", "search_analyzer": "plain"}}}}
            """);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
    send("PUT", "/people/_doc/1?refresh=true", "{\"handle\": \"Zoë\", \"name\": \"Zoë Brontë\"}");

    assertThat(send("GET", "/people/_search?q=name:bront", "").body()).contains("\"_id\":\"1\"");
    assertThat(send("GET", "/people/_search?q=handle:zoe", "").body()).contains("\"_id\":\"1\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"type":"asciifolding","preserve_original":true} | ça va       | ca ça va
          {"type":"cjk_bigram"}                            | 日本語       | 日本 本語
          {"type":"cjk_width"}                             | ＡＢ         | AB
          {"type":"decimal_digit"}                         | ١٢          | 12
          {"type":"edge_ngram","min_gram":1,"max_gram":3}  | tree        | t tr tre
          {"type":"length","min":3}                        | an apple    | apple
          {"type":"limit","max_token_count":2}             | one two six | one two
          {"type":"lowercase"}                             | ABC         | abc
          {"type":"ngram","min_gram":2,"max_gram":2}       | tree        | tr re ee
          {"type":"pattern_replace","pattern":"e+","replacement":"x"} | tree | trx
          {"type":"porter_stem"}                           | walking     | walk
          {"type":"remove_duplicates"}                     | a a         | a a
          {"type":"reverse"}                               | abc         | cba
          {"type":"snowball","language":"German"}          | katzen      | katz
          {"type":"trim"}                                  | abc         | abc
          {"type":"truncate","length":2}                   | abc         | ab
          {"type":"uppercase"}                             | abc         | ABC
          """)
  void aTokenFilterDoesWhatTheReferenceSays(String filter, String text, String tokens)
      throws Exception {
    assertThat(analyze("\"standard\"", filter, text)).isEqualTo(List.of(tokens.split(" ", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "keyword"       | two <b>words</b>  | two words
          "whitespace"    | it's fine         | it's,fine
          "letter"        | it's fine         | it,s,fine
          "uax_url_email" | mail a@b.org now  | mail,a@b.org,now
          {"type":"edge_ngram","token_chars":["letter","digit"]}    | ab-cd1 | a,ab,c,cd
          {"type":"ngram","token_chars":["punctuation"]}            | a!?b   | !,!?,?
          {"type":"ngram","token_chars":["symbol","whitespace"]}    | a+b    | +
          """)
  void aTokenizerDoesWhatTheReferenceSays(String tokenizer, String text, String tokens)
      throws Exception {
    assertThat(analyze(tokenizer, "\"lowercase\"", text)).isEqualTo(List.of(tokens.split(",", -1)));
  }

  @Test
  void anUnknownCharacterClassIsNamed() throws Exception {
    String tokenizer = "{\"type\":\"ngram\",\"token_chars\":[\"emoji\"]}";

    assertThat(analysis(tokenizer, "\"lowercase\"", "a").body()).contains("token_chars: emoji");
  }

  private static List<String> analyze(String tokenizer, String filter, String text)
      throws Exception {
    HttpResponse<String> answer = analysis(tokenizer, filter, text);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TOKEN.matcher(answer.body()).results().map(token -> token.group(1)).toList();
  }

  private static HttpResponse<String> analysis(String tokenizer, String filter, String text)
      throws Exception {
    String request =
        """
        {"tokenizer": %s, "filter": [%s], "char_filter": ["html_strip"], "text": "%s"}
        """;
    return send("POST", "/_analyze", request.formatted(tokenizer, filter, text));
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return HTTP.send(request, BodyHandlers.ofString());
  }
}
