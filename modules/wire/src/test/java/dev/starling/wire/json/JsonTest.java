package dev.starling.wire.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.MarkSeq;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.conversation.SendMessage;
import dev.starling.wire.frame.ClientFrame;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void aFieldNobodyKnowsIsIgnored() {
    String body = "{'conversation':'c9','clientId':'m','text':'hi','mood':{'deep':[1,2]}}";

    assertThat(read(body, SendMessage.class))
        .isEqualTo(new SendMessage(new ConversationId(9), "m", "hi"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{                                                   | BAD_JSON",
        "[]                                                  | BAD_JSON",
        "null                                                | BAD_JSON",
        "1e999999999                                         | BAD_JSON",
        "'a text'                                            | BAD_JSON",
        "{'conversation':'c1','seq':1} {}                    | BAD_JSON",
        "{'seq':1,}                                          | BAD_JSON",
        "{'seq':01}                                          | BAD_JSON",
        "{'seq':NaN}                                         | BAD_JSON",
        "{'conversation':'c1','seq':1,'seq':2}               | BAD_JSON",
        "{'conversation':'c1','seq':1,'x':1,'x':2}           | BAD_JSON",
        "{'conversation':'c1','seq':1.0}                     | BAD_FIELD",
        "{'conversation':'c1','seq':'1'}                     | BAD_FIELD",
        "{'conversation':'c1','seq':true}                    | BAD_FIELD",
        "{'conversation':'c1','seq':null}                    | BAD_FIELD",
        "{'conversation':'c1','seq':-1}                      | BAD_FIELD",
        "{'conversation':'c1','seq':99999999999999999999999} | BAD_FIELD",
        "{'conversation':'c1','seq':[1]}                     | BAD_FIELD",
        "{'conversation':7,'seq':1}                          | BAD_FIELD",
        "{'conversation':{},'seq':1}                         | BAD_FIELD",
        "{'conversation':null,'seq':1}                       | BAD_FIELD",
        "{'seq':1}                                           | BAD_FIELD",
        "{'conversation':'u1','seq':1}                       | BAD_ID",
      })
  void whatCannotBeReadHasItsCode(String body, ErrorCode code) {
    assertRefused(code, () -> read(body, MarkSeq.class));
  }

  /// A number was taken once, as the place of a value in our source.
  @Test
  void anUnknownValueOfAnEnumIsRefused() {
    assertRefused(
        ErrorCode.BAD_FIELD, () -> read("{'kind':'crowd','members':[]}", OpenConversation.class));
    assertRefused(
        ErrorCode.BAD_FIELD, () -> read("{'kind':0,'members':[]}", OpenConversation.class));
  }

  /// The field's name was all that was told once, when the nesting was inside a known one.
  @Test
  void whatIsNestedTooDeepIsRefusedWhereverItStands() {
    String deep = "[".repeat(1_000) + "]".repeat(1_000);

    assertRefused(ErrorCode.BAD_JSON, () -> read(deep, JsonNode.class));
    assertRefused(ErrorCode.BAD_JSON, () -> read("{'unknown':" + deep + "}", MarkSeq.class));
    assertRefused(
        ErrorCode.BAD_JSON,
        () ->
            read(
                "{'type':'send','address':'a','body':{'x':" + deep + "}}",
                ClientFrame.Envelope.class));
  }

  @Test
  void aNumberWithAThousandDigitsIsRefused() {
    String number = "9".repeat(2_000);

    assertRefused(
        ErrorCode.BAD_JSON,
        () -> read("{'conversation':'c1','seq':" + number + "}", MarkSeq.class));
  }

  /// They are a stray byte, a character cut off, an overlong one, half a surrogate pair, and one
  /// behind the last. The overlong and the half were taken once.
  @ParameterizedTest
  @ValueSource(strings = {"80", "c3", "c080", "c1a1", "eda080", "f4908080", "ff"})
  void bytesThatAreNoUtf8AreRefused(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    byte[] body = "{\"text\":\"??????\"}".getBytes(StandardCharsets.UTF_8);
    System.arraycopy(bad, 0, body, 9, bad.length);

    assertRefused(ErrorCode.INVALID_UTF8, () -> Json.read(body, SendMessage.class));
  }

  @Test
  void otherEncodingsAreNotGuessed() {
    byte[] utf16 = "{\"conversation\":\"c1\",\"seq\":1}".getBytes(StandardCharsets.UTF_16BE);

    assertRefused(ErrorCode.BAD_JSON, () -> Json.read(utf16, MarkSeq.class));
  }

  @Test
  void theWordUtf8InAMistakeIsNoMistakeOfEncoding() {
    assertRefused(ErrorCode.BAD_JSON, () -> read("{'text':UTF-8}", SendMessage.class));
  }

  @Test
  void aTimeHasMillisecondsAndNothingElseIsOne() {
    Instant time = Instant.parse("2026-11-23T10:00:00.1239Z");

    assertThat(Json.write(time)).isEqualTo("\"2026-11-23T10:00:00.123Z\"");
    assertThat(Json.read(Json.write(time), Instant.class)).isEqualTo("2026-11-23T10:00:00.123Z");
    assertRefused(ErrorCode.BAD_JSON, () -> Json.read("\"yesterday\"", Instant.class));
  }

  private static <T> T read(String singleQuoted, Class<T> type) {
    return Json.read(singleQuoted.replace('\'', '"'), type);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable reading) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(reading)
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
