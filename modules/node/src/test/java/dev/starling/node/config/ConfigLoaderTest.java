package dev.starling.node.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.wire.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigLoaderTest {

  private static final NodeConfig DEFAULTS = NodeConfig.DEFAULTS;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "# only a comment", "'---'", "'http:'", "'http:\n  # port: 1\npostgres:'"})
  void anEmptyFileIsTheDefaults(String text) {
    assertThat(load(text)).isEqualTo(DEFAULTS);
  }

  @Test
  void aKeyOverridesOnlyItself() {
    NodeConfig config = load("http:\n  port: 9090\n");

    assertThat(config.http().port()).isEqualTo(9090);
    assertThat(config.http().host()).isEqualTo(DEFAULTS.http().host());
    assertThat(config.postgres()).isEqualTo(DEFAULTS.postgres());
    assertThat(config.story()).isEqualTo(DEFAULTS.story());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "htp: {port: 1}         | unknown key htp (did you mean http?)",
        "http: {prot: 1}        | unknown key http.prot (did you mean port?)",
        "http: {PORT: 1}        | unknown key http.PORT (did you mean port?)",
        "http: {colourOfThe: 1} | unknown key http.colourOfThe",
        "'elasticsearch: {credentials: {pasword: x}}' "
            + "| unknown key elasticsearch.credentials.pasword (did you mean password?)",
      })
  void anUnknownKeyStopsTheNodeAndNamesItself(String text, String message) {
    assertRefused(text, message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "log: {level: loud}        | log.level: 'loud' (expected: error or warn or info or debug)",
        "log: {level: 1}           | log.level: '1' (expected: error or warn or info or debug)",
        "http: {idleMax: soon}     | http.idleMax: 'soon' (expected: a duration like 250ms, 10s,",
        "http: {idleMax: 90}       | http.idleMax: '90' (expected: a duration like 250ms, 10s,",
        "http: {idleMax: 1s}       | http.idleMax: PT1S (expected: at least 40s",
        "http: {drainMax: -1s}     | http.drainMax: '-1s' (expected: a duration like",
        "http: {port: many}        | http.port: 'many' (expected: a whole number)",
        "http: {port: 80.5}        | http.port: '80.5' (expected: a whole number)",
        "http: {port: 99999999999} | http.port: not possible (expected: a number that fits)",
        "http: {port: 70000}       | http.port: 70000 (expected: 0 to 65535)",
        "http: {port: ''}          | http.port: '' (expected: a whole number)",
        "http: {port: }            | http.port: no value (leave the key out for its default)",
        "http: {port: [1]}         | http.port: expected one value",
        "http: 8080                | http: expected a section with keys",
        "http: {trustForwarded: yes please} "
            + "| http.trustForwarded: 'yes please' (expected: true or false)",
        "writer: {queuedMax: 1}    | writer.queuedMax: 1 (expected: at least one batch)",
        "attempts: {signInsPerAddress: {attemptsMax: 0}} "
            + "| attempts.signInsPerAddress.attemptsMax: 0 (expected: at least 1)",
        "cluster: {tls: {certFile: a.pem}} | cluster.tls: 1 of its files (expected: certFile, ",
        "cluster: {members: one}   | cluster.members: not a list (expected: [one, another])",
        "postgres: {uri: mysql://u:secret@h} | postgres.uri: not one (expected: postgresql://",
        "postgres: {uri: } | postgres.uri: no value (leave the key out for its default)",
        "postgres: {uri: 'postgresql://h/d?sslmode=verify-full'} | postgres.caFile: none",
        "redis: {uris: [not a url]} | redis.uris: not one (expected: redis://",
        "redis: {uris: ['http://u:secret@h']} | redis.uris: not one (expected: redis://",
        "'elasticsearch: {uris: [\"http://u:sec ret@h\"]}' "
            + "| elasticsearch.uris: not possible (expected: a URL like http://host:port)",
        "'elasticsearch: {uris: [\"http://u:secret@h\"]}' | elasticsearch.uris: h (expected:",
        "elasticsearch: {credentials: {username: elastic}} | elasticsearch.credentials: expected",
      })
  void aBadValueNamesItself(String text, String message) {
    assertRefused(text, message);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertRefused("http:\n  port: 1\n  port: 2\n", "starling.yaml, line ");
    assertRefused("http:\n  port: 1\n  port: 2\n", "Duplicate");
  }

  @Test
  void aFileThatIsNoYamlIsRefusedWithItsLineAndWithoutItsText() {
    assertRefused("http:\n  port: 1\npostgres:\n uri: 'secret\n", "starling.yaml, line ");
    assertRefused("- one\n- two\n", "expected sections with keys");
    assertRefused("just words", "expected sections with keys");
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Path file = Files.write(folder.resolve("starling.yaml"), new byte[] {(byte) 0xC3, 0x28});

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(file, Map.of()))
        .withMessage(file + ": not a text in UTF-8");
  }

  @Test
  void aMissingFileIsRefused() {
    Path file = folder.resolve("nowhere.yaml");

    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> ConfigLoader.load(file, Map.of()))
        .withMessage(file + ": there is no such file");
  }

  @Test
  void theEnvironmentWinsOverTheFile() {
    NodeConfig config =
        load(
            "http: {port: 1}\nlog: {level: warn}\n",
            Map.of(
                "STARLING_HTTP_PORT", "2",
                "STARLING_HTTP_DRAIN_MAX", "1m",
                "STARLING_CLUSTER_MEMBERS", "one:1, two:2",
                "STARLING_REDIS_CLUSTER", "true",
                "STARLING_ATTEMPTS_SIGN_INS_PER_ADDRESS_ATTEMPTS_MAX", "7",
                "PATH", "not ours"));

    assertThat(config.http().port()).isEqualTo(2);
    assertThat(config.http().drainMax()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.cluster().members()).isEqualTo(List.of("one:1", "two:2"));
    assertThat(config.redis().cluster()).isTrue();
    assertThat(config.attempts().signInsPerAddress().attemptsMax()).isEqualTo(7);
    assertThat(config.log().level()).isEqualTo(LogConfig.Level.WARN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "STARLING_HTTP_PROT | 1    | unknown setting STARLING_HTTP_PROT (did you mean "
            + "STARLING_HTTP_PORT?)",
        "STARLING_HTTP_PORT | many | http.port: 'many' (expected: a whole number)",
        "STARLING_HTTP_PORT | ''   | http.port: '' (expected: a whole number)",
        "STARLING_POSTGRES_PASSWORD_FILE | /no/such | STARLING_POSTGRES_PASSWORD_FILE: cannot",
        "STARLING_HOME_FILE | /no/such | unknown setting STARLING_HOME_FILE",
      })
  void aBadVariableNamesItself(String name, String value, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load("", Map.of(name, value)))
        .withMessageStartingWith(message);
  }

  @Test
  void anEmptyVariableTakesAwayWhatTheFileGave() {
    NodeConfig config =
        load("cluster: {config: some.yaml}\n", Map.of("STARLING_CLUSTER_CONFIG", ""));

    assertThat(config.cluster().config()).isNull();
  }

  @Test
  void aSecretMayComeFromAFileOfItsOwn() throws IOException {
    Path secret = Files.writeString(folder.resolve("password"), "tulip\n");
    Map<String, String> variable = Map.of("STARLING_POSTGRES_PASSWORD_FILE", secret.toString());

    assertThat(load("", variable).postgres().password()).isEqualTo(new Secret("tulip"));
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(
            () ->
                load(
                    "",
                    Map.of(
                        "STARLING_POSTGRES_PASSWORD_FILE",
                        secret.toString(),
                        "STARLING_POSTGRES_PASSWORD",
                        "rose")))
        .withMessageContaining("STARLING_POSTGRES_PASSWORD is set as well");
  }

  @Test
  void noSecretIsEverPrinted() {
    NodeConfig config =
        load(
            """
            postgres: {uri: "postgresql://u:tulip@h/d", password: tulip}
            redis: {uris: ["redis://u:tulip@h"], password: tulip}
            elasticsearch: {credentials: {username: elastic, password: tulip}}
            """);
    NodeConfig withKey = load("elasticsearch: {credentials: {apiKey: tulip}}");

    assertThat(config.toString()).contains("***").doesNotContain("tulip");
    assertThat(withKey.toString()).contains("***").doesNotContain("tulip");
  }

  private void assertRefused(String text, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> load(text))
        .withMessageContaining(message)
        .withMessageNotContaining("secret");
  }

  private NodeConfig load(String text) {
    return load(text, Map.of());
  }

  private NodeConfig load(String text, Map<String, String> environment) {
    try {
      return ConfigLoader.load(
          Files.writeString(folder.resolve("starling.yaml"), text), environment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
