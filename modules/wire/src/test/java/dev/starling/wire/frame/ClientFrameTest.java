package dev.starling.wire.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.starling.wire.ConversationId;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import dev.starling.wire.conversation.MarkSeq;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames of the Vert.x event-bus bridge, as its clients send them.
class ClientFrameTest {

  @ParameterizedTest
  @ValueSource(strings = {ClientFrame.PING, "{ \"type\" : \"ping\", \"address\" : \"x\" }"})
  void aPing(String text) {
    assertThat(ClientFrame.parse(text)).isEqualTo(new ClientFrame.Ping());
  }

  @Test
  void aCommandWithAnAnswer() {
    ClientFrame frame =
        parse(
            "{'type':'send','address':'conversation.read','replyAddress':'r1','headers':{},"
                + "'body':{'conversation':'c9','seq':7}}");

    assertThat(frame)
        .isInstanceOfSatisfying(
            ClientFrame.Send.class,
            send -> {
              assertThat(send.address()).isEqualTo("conversation.read");
              assertThat(send.replyAddress()).isEqualTo("r1");
              assertThat(send.body().as(MarkSeq.class))
                  .isEqualTo(new MarkSeq(new ConversationId(9), 7));
            });
  }

  @Test
  void aPublishIsACommandNobodyWaitsFor() {
    ClientFrame frame = parse("{'type':'publish','address':'a','replyAddress':'r1','body':{}}");

    assertThat(frame)
        .isInstanceOfSatisfying(
            ClientFrame.Send.class, send -> assertThat(send.replyAddress()).isNull());
  }

  @Test
  void aRegistrationWithHeadersOfAnyType() {
    assertThat(
            parse("{'type':'register','address':'inbox','headers':{'cursor':'x','n':1,'z':null}}"))
        .isEqualTo(new ClientFrame.Register("inbox", Map.of("cursor", "x", "n", "1")));
    assertThat(parse("{'type':'register','address':'inbox'}"))
        .isEqualTo(new ClientFrame.Register("inbox", Map.of()));
    assertThat(parse("{'type':'unregister','address':'inbox'}"))
        .isEqualTo(new ClientFrame.Unregister("inbox"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'address':'a'}                                   | BAD_FRAME",
        "{'type':'shout','address':'a'}                    | BAD_FRAME",
        "{'type':'send'}                                   | BAD_FRAME",
        "{'type':'register'}                               | BAD_FRAME",
        "{'type':'unregister','address':null}              | BAD_FRAME",
        "{'type':1}                                        | BAD_FIELD",
        "{'type':'send','address':{}}                      | BAD_FIELD",
        "{'type':'register','address':'a','headers':'x'}   | BAD_FIELD",
        "{'type':'ping','type':'send','address':'a'}       | BAD_JSON",
        "{'type':'send','address':'a','body':{'b':1,'b':2}} | BAD_JSON",
        "ping                                              | BAD_JSON",
        "['type','ping']                                   | BAD_JSON",
      })
  void anythingElseHasItsCode(String text, ErrorCode code) {
    assertRefused(code, text);
  }

  @Test
  void aReplyAddressIsNoPlaceToKeepThings() {
    String longest = "r".repeat(ClientFrame.REPLY_ADDRESS_LENGTH_MAX);

    assertThat(parse("{'type':'send','address':'a','replyAddress':'" + longest + "'}"))
        .isInstanceOf(ClientFrame.Send.class);
    assertRefused(
        ErrorCode.BAD_FRAME, "{'type':'send','address':'a','replyAddress':'" + longest + "r'}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "'text'", "7"})
  void aBodyIsAnObject(String body) {
    ClientFrame.Send send =
        (ClientFrame.Send) parse("{'type':'send','address':'a','body':" + body + "}");

    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> send.body().as(MarkSeq.class))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_FIELD);
  }

  private static ClientFrame parse(String singleQuoted) {
    return ClientFrame.parse(singleQuoted.replace('\'', '"'));
  }

  private static void assertRefused(ErrorCode code, String text) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> parse(text))
        .extracting(Failure::code)
        .isEqualTo(code);
  }
}
