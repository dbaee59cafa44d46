package dev.starling.node.contract;

import dev.starling.node.TestSocket;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;

/// Requests and reports over sockets, as the document says.
final class SafetySocketContract {

  private SafetySocketContract() {}

  static void drive(SocketTalk talk) {
    String chat = talk.alice().directWith(talk.bob());
    TestSocket bob = talk.listenTo(talk.bob().listening());
    TestSocket carol = talk.listenTo(talk.carol().socket());
    for (String address : List.of("request.decline", "request.accept")) {
      talk.answers(bob, address, Map.of("conversation", chat));
      talk.fails(carol, address, Map.of("conversation", chat), ErrorCode.NOT_A_MEMBER);
      talk.isRefused(carol, address, Map.of(), ErrorCode.BAD_FIELD);
    }
    report(talk, bob, carol);
  }

  private static void report(SocketTalk talk, TestSocket bob, TestSocket carol) {
    String chat = talk.alice().directWith(talk.bob());
    Map<String, Object> report = Map.of("conversation", chat, "reason", "spam");
    talk.answers(bob, "report.file", report);
    talk.fails(carol, "report.file", report, ErrorCode.NOT_A_MEMBER);
    talk.isRefused(carol, "report.file", Map.of("reason", "spam"), ErrorCode.BAD_FIELD);
  }
}
