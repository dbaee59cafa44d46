package dev.starling.node.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.starling.node.Person;
import dev.starling.wire.ErrorCode;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// Who is in a group, how it is set and how one gets in, over REST, as the document says.
final class GroupContract {

  private final RestTalk talk;
  private final Person alice;
  private final Person bob;
  private final Person carol;
  private final String group;

  private GroupContract(RestTalk talk) {
    this.talk = talk;
    this.alice = talk.alice();
    this.bob = talk.bob();
    this.carol = talk.carol();
    this.group = alice.group("Climbing", bob);
  }

  static void drive(RestTalk talk) {
    GroupContract contract = new GroupContract(talk);
    contract.opening();
    contract.settings();
    contract.members();
    contract.roles();
    contract.posting();
    contract.bans();
    contract.links();
    contract.requests();
    contract.strangers();
    contract.leaving();
  }

  private void opening() {
    Map<String, Object> named =
        Map.of("kind", "group", "title", "Once", "members", List.of(bob.id()), "clientId", "g1");
    JsonNode first = talk.as(alice, "openConversation").body(named).answers(201);
    assertThat(talk.as(alice, "openConversation").body(named).answers(200).get("id"))
        .isEqualTo(first.get("id"));
    assertThat(talk.as(bob, "openConversation").body(named).answers(201).get("id"))
        .isNotEqualTo(first.get("id"));
    assertThat(first.at("/group/role").asText()).isEqualTo("owner");
  }

  private void settings() {
    Map<String, Object> change =
        Map.of("title", "Bouldering", "description", "On Fridays", "history", "all");
    JsonNode acted = of("changeGroup", alice).body(change).answers(200);
    of("changeGroup", alice).body(change).answers(200);
    JsonNode shown = of("showConversation", bob).answers(200);
    assertThat(shown.get("headSeq")).isEqualTo(acted.get("seq"));
    assertThat(shown.get("title").asText()).isEqualTo("Bouldering");
    assertThat(shown.at("/group/description").asText()).isEqualTo("On Fridays");
    of("changeGroup", alice).body(Map.of("description", "", "picture", "")).answers(200);
    assertThat(of("showConversation", bob).answers(200).get("group").has("description")).isFalse();
    of("changeGroup", bob).body(change).fails(403, ErrorCode.NOT_ALLOWED);
    of("changeGroup", alice).body(Map.of("title", "")).isRefused(400, ErrorCode.TEXT_EMPTY);
    of("changeGroup", alice)
        .body(Map.of("description", "x".repeat(2_049)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    of("changeGroup", alice).body(Map.of("history", "none")).isRefused(400, ErrorCode.BAD_FIELD);
    of("changeGroup", alice)
        .body(Map.of("slowModeSeconds", -1))
        .isRefused(400, ErrorCode.BAD_FIELD);
  }

  private void members() {
    Map<String, Object> her = Map.of("users", List.of(carol.id()));
    of("addMembers", bob).body(her).fails(403, ErrorCode.NOT_ALLOWED);
    JsonNode acted = of("addMembers", alice).body(her).answers(200);
    assertThat(of("addMembers", alice).body(her).answers(200)).isEqualTo(acted);
    of("addMembers", alice)
        .body(Map.of("users", List.of("u1")))
        .fails(404, ErrorCode.USER_NOT_FOUND);
    of("addMembers", alice).body(Map.of("users", List.of())).isRefused(400, ErrorCode.BAD_FIELD);
    of("addMembers", alice)
        .body(Map.of("users", Collections.nCopies(201, carol.id())))
        .isRefused(400, ErrorCode.BAD_FIELD);

    on("removeMember", bob, carol).fails(403, ErrorCode.NOT_ALLOWED);
    on("removeMember", alice, carol)
        .with("reason", "x".repeat(513))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    acted = on("removeMember", alice, carol).with("reason", "spam").answers(200);
    assertThat(on("removeMember", alice, carol).answers(200)).isEqualTo(acted);
    of("showConversation", carol).fails(403, ErrorCode.NOT_A_MEMBER);
    of("removeMember", alice).with("user", "u1").fails(404, ErrorCode.MEMBER_NOT_FOUND);
  }

  private void roles() {
    on("changeRole", bob, bob).body(Map.of("role", "admin")).fails(403, ErrorCode.NOT_ALLOWED);
    on("changeRole", alice, carol)
        .body(Map.of("role", "admin"))
        .fails(404, ErrorCode.MEMBER_NOT_FOUND);
    on("changeRole", alice, bob).body(Map.of("role", "king")).isRefused(400, ErrorCode.BAD_FIELD);
    on("changeRole", alice, bob).body(Map.of("role", "owner")).answers(200);
    on("changeRole", bob, alice).body(Map.of("role", "owner")).answers(200);
    JsonNode shown = of("showConversation", bob).answers(200);
    assertThat(shown.at("/group/role").asText()).isEqualTo("admin");
    assertThat(shown.get("members").findValuesAsText("role"))
        .containsExactlyInAnyOrder("owner", "admin");
    on("changeRole", bob, bob).body(Map.of("role", "member")).answers(200);
  }

  private void posting() {
    on("muteMember", bob, alice).body(Map.of("seconds", 60)).fails(403, ErrorCode.NOT_ALLOWED);
    on("muteMember", alice, bob).body(Map.of("seconds", -1)).isRefused(400, ErrorCode.BAD_FIELD);
    on("muteMember", alice, carol)
        .body(Map.of("seconds", 60))
        .fails(404, ErrorCode.MEMBER_NOT_FOUND);
    on("muteMember", alice, bob).body(Map.of("seconds", 60)).answers(200);
    assertThat(of("showConversation", bob).answers(200).get("group").has("mutedUntil")).isTrue();
    of("sendMessage", bob).body(message("p1")).fails(403, ErrorCode.MUTED);
    on("unmuteMember", bob, alice).fails(403, ErrorCode.NOT_ALLOWED);
    on("unmuteMember", alice, carol).fails(404, ErrorCode.MEMBER_NOT_FOUND);
    on("unmuteMember", alice, bob).answers(200);
    of("changeGroup", alice).body(Map.of("announcement", true)).answers(200);
    of("sendMessage", bob).body(message("p1")).fails(403, ErrorCode.ADMINS_ONLY);
    of("sendMessage", alice).body(message("p1")).answers(201);
    of("changeGroup", alice)
        .body(Map.of("announcement", false, "slowModeSeconds", 3_600))
        .answers(200);
    of("sendMessage", bob).body(message("p1")).answers(201);
    of("sendMessage", bob).body(message("p1")).answers(200);
    of("sendMessage", bob).body(message("p2")).fails(429, ErrorCode.TOO_MANY_REQUESTS);
    of("changeGroup", alice).body(Map.of("slowModeSeconds", 0)).answers(200);
  }

  private void bans() {
    on("banMember", bob, carol).body(Map.of()).fails(403, ErrorCode.NOT_ALLOWED);
    of("banMember", alice).with("user", "u1").body(Map.of()).fails(404, ErrorCode.USER_NOT_FOUND);
    on("banMember", alice, carol)
        .body(Map.of("reason", "x".repeat(513)))
        .isRefused(400, ErrorCode.TEXT_TOO_LONG);
    on("banMember", alice, carol).body(Map.of("reason", "spam")).answers(200);
    JsonNode bans = of("listBans", alice).answers(200);
    assertThat(bans.at("/items/0/reason").asText()).isEqualTo("spam");
    of("listBans", bob).fails(403, ErrorCode.NOT_ALLOWED);
    of("addMembers", alice).body(Map.of("users", List.of(carol.id()))).fails(403, ErrorCode.BANNED);
    on("unbanMember", bob, carol).fails(403, ErrorCode.NOT_ALLOWED);
    on("unbanMember", alice, carol).answers(200);
    on("unbanMember", alice, carol).answers(200);
  }

  private void links() {
    of("makeLink", bob).body(Map.of()).fails(403, ErrorCode.NOT_ALLOWED);
    of("makeLink", alice).body(Map.of("uses", 0)).isRefused(400, ErrorCode.BAD_FIELD);
    of("makeLink", alice).body(Map.of("expiresIn", 0)).isRefused(400, ErrorCode.BAD_FIELD);
    JsonNode link = of("makeLink", alice).body(Map.of("expiresIn", 60, "uses", 1)).answers(201);
    String code = link.get("code").asText();
    assertThat(of("listLinks", alice).answers(200).at("/items/0")).isEqualTo(link);
    of("listLinks", bob).fails(403, ErrorCode.NOT_ALLOWED);
    JsonNode preview = by("previewJoin", carol, code).answers(200);
    assertThat(preview.get("memberCount").asInt()).isEqualTo(2);

    on("banMember", alice, carol).body(Map.of()).answers(200);
    by("joinGroup", carol, code).fails(403, ErrorCode.BANNED);
    on("unbanMember", alice, carol).answers(200);
    JsonNode joined = by("joinGroup", carol, code).answers(200);
    assertThat(joined.get("pending").asBoolean()).isFalse();
    for (String operation : List.of("previewJoin", "joinGroup")) {
      by(operation, carol, code).fails(404, ErrorCode.LINK_NOT_FOUND); // Used up.
      by(operation, carol, "x".repeat(65)).isRefused(400, ErrorCode.BAD_FIELD);
    }
    String other = of("makeLink", alice).body(Map.of()).answers(201).get("code").asText();
    of("revokeLink", bob).with("code", other).fails(403, ErrorCode.NOT_ALLOWED);
    of("revokeLink", alice).with("code", other).answers(204);
    of("revokeLink", alice).with("code", other).answers(204);
    by("previewJoin", carol, other).fails(404, ErrorCode.LINK_NOT_FOUND);
    of("leaveGroup", carol).answers(200);
  }

  private void requests() {
    JsonNode link = of("makeLink", alice).body(Map.of("approval", true)).answers(201);
    String code = link.get("code").asText();
    assertThat(by("joinGroup", carol, code).answers(200).get("pending").asBoolean()).isTrue();
    JsonNode page = of("listJoinRequests", alice).answers(200);
    assertThat(page.at("/items/0/user").asText()).isEqualTo(carol.id());
    of("listJoinRequests", bob).fails(403, ErrorCode.NOT_ALLOWED);
    on("declineJoin", bob, carol).fails(403, ErrorCode.NOT_ALLOWED);
    on("declineJoin", alice, carol).answers(204);
    on("approveJoin", alice, carol).fails(404, ErrorCode.REQUEST_NOT_FOUND);
    by("joinGroup", carol, code).answers(200);
    on("approveJoin", bob, carol).fails(403, ErrorCode.NOT_ALLOWED);
    on("approveJoin", alice, carol).answers(200);
    assertThat(by("joinGroup", carol, code).answers(200).get("pending").asBoolean()).isFalse();
  }

  private void strangers() {
    Map<String, String> parameters = Map.of("user", alice.id(), "code", "x");
    for (String operation :
        List.of(
            "removeMember",
            "muteMember",
            "unmuteMember",
            "banMember",
            "unbanMember",
            "listBans",
            "makeLink",
            "listLinks",
            "revokeLink",
            "listJoinRequests",
            "approveJoin",
            "declineJoin",
            "changeGroup",
            "leaveGroup")) {
      talk.membersOnly(operation, parameters, Map.of());
    }
    talk.membersOnly("changeRole", parameters, Map.of("role", "admin"));
    talk.membersOnly("addMembers", parameters, Map.of("users", List.of(alice.id())));
    talk.as(alice, "leaveGroup")
        .with("id", alice.directWith(bob))
        .fails(400, ErrorCode.NOT_A_GROUP);
  }

  private void leaving() {
    JsonNode acted = of("leaveGroup", alice).answers(200);
    assertThat(of("leaveGroup", alice).answers(200)).isEqualTo(acted);
    assertThat(of("showConversation", bob).answers(200).at("/group/role").asText())
        .isEqualTo("owner");
  }

  private Call of(String operation, Person person) {
    return talk.as(person, operation).with("id", group);
  }

  private Call on(String operation, Person person, Person member) {
    return of(operation, person).with("user", member.id());
  }

  private Call by(String operation, Person person, String code) {
    return talk.as(person, operation).with("code", code);
  }

  private static Map<String, Object> message(String clientId) {
    return Map.of("clientId", clientId, "text", "hello");
  }
}
