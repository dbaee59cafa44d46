package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Accounts, sessions, people, contacts and who sees whom, as the document says.
final class AccountContract {

  /// The limit of the node.
  static final int PASSWORDS_MAX = 2;

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;

  private AccountContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
  }

  static void drive(RestTalk talk) {
    AccountContract contract = new AccountContract(talk);
    contract.accounts();
    contract.sessions();
    contract.people();
    contract.contacts();
    contract.presence();
  }

  private void accounts() {
    String name = "dora" + alice.id();
    Map<String, String> registration =
        Map.of("username", name, "password", "a long secret", "displayName", "Dora");
    talk.nobody("register").body(registration).answers(201);
    talk.nobody("register").body(registration).fails(409, ErrorCode.USERNAME_TAKEN);
    talk.nobody("register").body(Map.of("username", "x")).isRefused(400, ErrorCode.BAD_FIELD);
    talk.nobody("register")
        .body(Map.of("username", name + "2", "password", "short"))
        .fails(400, ErrorCode.BAD_FIELD);

    Map<String, String> wrong = Map.of("username", name, "password", "another secret");
    talk.nobody("signIn").body(Map.of("username", name, "password", "a long secret")).answers(201);
    for (int i = 0; i < PASSWORDS_MAX; i++) {
      talk.nobody("signIn").body(wrong).fails(401, ErrorCode.BAD_CREDENTIALS);
    }
    talk.nobody("signIn").body(wrong).fails(429, ErrorCode.TOO_MANY_REQUESTS);
  }

  private void sessions() {
    Person again = alice.onAnotherDevice(talk.cluster().url(0));
    JsonNode refreshed =
        talk.nobody("refresh").body(Map.of("refreshToken", again.refreshToken())).answers(200);
    assertThat(refreshed.at("/user/id").asText()).isEqualTo(alice.id());
    talk.nobody("refresh")
        .body(Map.of("refreshToken", again.refreshToken()))
        .fails(401, ErrorCode.REFRESH_TOKEN_REUSED);
    talk.nobody("refresh")
        .body(Map.of("refreshToken", refreshed.get("refreshToken").asText()))
        .fails(401, ErrorCode.SESSION_REVOKED);
    talk.nobody("refresh").body(Map.of("refreshToken", "x")).fails(401, ErrorCode.TOKEN_INVALID);

    Person other = alice.onAnotherDevice(talk.cluster().url(0));
    JsonNode page = talk.as(alice, "listSessions").with("limit", 1).answers(200);
    assertThat(page.at("/items/0/id").asText()).isEqualTo(other.session());
    talk.as(alice, "listSessions").with("cursor", page.get("next").asText()).answers(200);
    talk.as(alice, "endSession").with("id", other.session()).answers(204);
    talk.as(alice, "endSession").with("id", bob.session()).fails(404, ErrorCode.SESSION_NOT_FOUND);
    talk.as(other, "showMe").fails(401, ErrorCode.SESSION_REVOKED);
    talk.as(alice.onAnotherDevice(talk.cluster().url(0)), "signOut").answers(204);
    talk.as(alice, "makeSocketTicket").answers(201);
  }

  private void people() {
    JsonNode me = talk.as(alice, "showMe").answers(200);
    assertThat(talk.as(alice, "changeMe").body(Map.of("displayName", "Alice A.")).answers(200))
        .isNotEqualTo(me);
    talk.as(alice, "changeMe").body(Map.of()).answers(200);
    // Unknown fields are ignored, so that a newer client may send them.
    assertThat(talk.as(alice, "changeMe").body(Map.of("mood", "fine")).send(200).body().has("mood"))
        .isFalse();
    talk.as(alice, "changeMe")
        .body(Map.of("displayName", "x".repeat(65)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    talk.as(alice, "showUser").with("id", bob.id()).answers(200);
    talk.as(alice, "showUser").with("id", "u1").fails(404, ErrorCode.USER_NOT_FOUND);
    JsonNode found = talk.as(alice, "findUsers").with("q", bob.username()).answers(200);
    assertThat(found.at("/items/0/id").asText()).isEqualTo(bob.id());
    talk.as(alice, "findUsers").isRefused(400, ErrorCode.TEXT_EMPTY);
    found = talk.as(alice, "searchPeople").with("q", bob.username()).answers(200);
    assertThat(found.at("/items/0/highlight").asText()).startsWith("<em>");
    talk.as(alice, "searchPeople").isRefused(400, ErrorCode.BAD_QUERY);
  }

  private void contacts() {
    for (String list : List.of("Contact", "Block")) {
      String add = list.equals("Contact") ? "addContact" : "block";
      String remove = list.equals("Contact") ? "removeContact" : "unblock";
      talk.as(alice, add).with("id", carol.id()).answers(204);
      talk.as(alice, add).with("id", "u1").fails(404, ErrorCode.USER_NOT_FOUND);
      talk.as(alice, add).with("id", alice.id()).isRefusedByRule(400, ErrorCode.BAD_FIELD);
      JsonNode page = talk.as(alice, "list" + list + "s").answers(200);
      assertThat(page.at("/items/0/id").asText()).isEqualTo(carol.id());
      talk.as(alice, remove).with("id", carol.id()).answers(204);
    }
  }

  private void presence() {
    JsonNode items =
        talk.as(alice, "showPresence")
            .with("users", String.join(",", bob.id(), "u1", bob.id()))
            .answers(200)
            .get("items");
    assertThat(items.findValuesAsText("user")).containsExactly(bob.id(), "u1");
    assertThat(items.findValuesAsText("state")).containsExactly("offline", "hidden");
    talk.as(alice, "showPresence").isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(alice, "showPresence").with("users", bob.id() + ",").fails(400, ErrorCode.BAD_ID);
    talk.as(alice, "showPresence")
        .with("users", String.join(",", ids(201)))
        .fails(400, ErrorCode.TOO_MANY_WATCHED);

    assertThat(talk.as(alice, "showPrivacy").answers(200).get("lastSeen").asText())
        .isEqualTo("everyone");
    for (Map<String, String> change :
        List.of(Map.of("lastSeen", "nobody"), Map.<String, String>of())) {
      talk.as(alice, "changePrivacy").body(change).answers(200);
      assertThat(talk.as(alice, "showPrivacy").answers(200).get("lastSeen").asText())
          .isEqualTo("nobody");
    }
    talk.as(alice, "changePrivacy")
        .body(Map.of("lastSeen", "friends"))
        .isRefused(400, ErrorCode.BAD_FIELD);
    talk.as(alice, "changePrivacy").body(Map.of("lastSeen", "everyone")).answers(200);
  }

  private static List<String> ids(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "u" + Integer.toString(i, 36)).toList();
  }
}
