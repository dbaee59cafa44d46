package dev.starling.node.contract;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.AnnotatedClassResolver;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.starling.connection.command.Command;
import dev.starling.connection.command.CommandServices;
import dev.starling.connection.command.Commands;
import dev.starling.messaging.MessagingConfig;
import dev.starling.node.contract.Document.Row;
import dev.starling.node.contract.OpenApi.Operation;
import dev.starling.wire.ClientId;
import dev.starling.wire.CloseCode;
import dev.starling.wire.ErrorCode;
import dev.starling.wire.PageRequest;
import dev.starling.wire.account.Privacy;
import dev.starling.wire.account.PrivacyChange;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.Session;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.SocketTicket;
import dev.starling.wire.account.User;
import dev.starling.wire.conversation.Conversation;
import dev.starling.wire.conversation.History;
import dev.starling.wire.conversation.OpenConversation;
import dev.starling.wire.event.ConversationEvent;
import dev.starling.wire.event.Signal;
import dev.starling.wire.event.StoryQuote;
import dev.starling.wire.frame.ClientFrame;
import dev.starling.wire.frame.OpenSession;
import dev.starling.wire.frame.ServerFrame;
import dev.starling.wire.group.Ban;
import dev.starling.wire.group.GroupSettings;
import dev.starling.wire.group.GroupView;
import dev.starling.wire.group.JoinLink;
import dev.starling.wire.group.JoinPreview;
import dev.starling.wire.group.JoinRequest;
import dev.starling.wire.group.Joined;
import dev.starling.wire.group.NewLink;
import dev.starling.wire.media.Attachment;
import dev.starling.wire.media.MediaUrl;
import dev.starling.wire.presence.Presence;
import dev.starling.wire.presence.Presences;
import dev.starling.wire.safety.NewReport;
import dev.starling.wire.safety.Report;
import dev.starling.wire.safety.ReportedContent;
import dev.starling.wire.safety.ResolveReport;
import dev.starling.wire.search.ErasureReceipt;
import dev.starling.wire.search.Facets;
import dev.starling.wire.search.IndexDeadLetter;
import dev.starling.wire.search.IndexGeneration;
import dev.starling.wire.search.MessageHit;
import dev.starling.wire.search.MessageHits;
import dev.starling.wire.search.Neighbour;
import dev.starling.wire.search.PersonHit;
import dev.starling.wire.search.Replayed;
import dev.starling.wire.search.SavedSearch;
import dev.starling.wire.search.SearchMessages;
import dev.starling.wire.search.Suggestions;
import dev.starling.wire.story.ChangeHighlight;
import dev.starling.wire.story.Highlight;
import dev.starling.wire.story.NewHighlight;
import dev.starling.wire.story.NewStory;
import dev.starling.wire.story.Reshare;
import dev.starling.wire.story.Story;
import dev.starling.wire.story.StoryAnswer;
import dev.starling.wire.story.StoryAnswered;
import dev.starling.wire.story.StoryAnswers;
import dev.starling.wire.story.StoryFeed;
import dev.starling.wire.story.StoryReaction;
import dev.starling.wire.story.StoryReply;
import dev.starling.wire.story.StorySettings;
import dev.starling.wire.story.StoryViews;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Holds the two documents to the code's own lists, to each other, and to themselves.
class DocumentsTest {

  private final OpenApi http = new OpenApi();
  private final AsyncApi sockets = new AsyncApi();

  /// Nothing is asked, so nobody has to be there to answer.
  private final Commands commands = Commands.of(new CommandServices(null, null, null, null, null));

  @Test
  void everyErrorCodeIsInTheTableAndTheListsOfNumbers() {
    List<String> codes =
        Arrays.stream(ErrorCode.values()).map(code -> code.number() + " " + code).toList();
    JsonNode code = http.document().at("/components/schemas/ErrorCode");
    List<Row> table = Document.rows(code.get("description").asText());

    assertThat(table).extracting(row -> row.number() + " " + row.name()).isEqualTo(codes);
    assertThat(table).allSatisfy(row -> assertThat(row.meaning() + row.advice()).isNotBlank());
    assertThat(numbers(code.get("enum")))
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::number).toList());
    assertThat(sockets.document().at("/components/schemas/ErrorCode").get("enum"))
        .isEqualTo(code.get("enum"));
    assertThat(http.document().at("/components/schemas/ErrorName").get("enum"))
        .extracting(JsonNode::asText)
        .isEqualTo(Arrays.stream(ErrorCode.values()).map(ErrorCode::name).toList());
  }

  @Test
  void everyCloseCodeIsInTheTableWithWhetherToComeBack() {
    List<Row> table = Document.rows(sockets.document().at("/info/description").asText());

    assertThat(table)
        .extracting(row -> row.number() + " " + row.name() + " " + row.advice().startsWith("Yes"))
        .isEqualTo(
            Arrays.stream(CloseCode.values())
                .map(code -> code.number() + " " + code + " " + code.comeBack())
                .toList());
    assertThat(numbers(sockets.document().at("/components/schemas/CloseCode").get("enum")))
        .isEqualTo(Arrays.stream(CloseCode.values()).map(CloseCode::number).toList());
  }

  @Test
  void everyAddressAndEveryEventIsInTheDocument() {
    Set<String> addresses =
        Stream.concat(commands.all().stream().map(Command::address), Stream.of(OpenSession.ADDRESS))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(sockets.commandAddresses()).isEqualTo(addresses);
    assertThat(sockets.document().at("/channels/inbox/address").asText())
        .isEqualTo(ServerFrame.INBOX);
    assertThat(sockets.eventTypes())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ConversationEvent.class, Signal.class)
                .flatMap(DocumentsTest::typeNames)
                .toList());
  }

  @Test
  void schemasHaveTheFieldsOfTheRecords() {
    Map<String, Class<? extends Record>> records =
        Map.ofEntries(
            entry("Registration", Registration.class),
            entry("SignIn", SignIn.class),
            entry("Refresh", Refresh.class),
            entry("ProfileChange", ProfileChange.class),
            entry("Privacy", Privacy.class),
            entry("PrivacyChange", PrivacyChange.class),
            entry("Presences", Presences.class),
            entry("Presence", Presence.class),
            entry("SignedIn", SignedIn.class),
            entry("Session", Session.class),
            entry("SocketTicket", SocketTicket.class),
            entry("User", User.class),
            entry("NewReport", NewReport.class),
            entry("Report", Report.class),
            entry("ReportedContent", ReportedContent.class),
            entry("ResolveReport", ResolveReport.class),
            entry("OpenConversation", OpenConversation.class),
            entry("Conversation", Conversation.class),
            entry("Member", Conversation.Member.class),
            entry("History", History.class),
            entry("GroupView", GroupView.class),
            entry("GroupSettings", GroupSettings.class),
            entry("NewLink", NewLink.class),
            entry("JoinLink", JoinLink.class),
            entry("JoinPreview", JoinPreview.class),
            entry("JoinRequest", JoinRequest.class),
            entry("Joined", Joined.class),
            entry("Ban", Ban.class),
            entry("Attachment", Attachment.class),
            entry("MediaUrl", MediaUrl.class),
            entry("MessageHits", MessageHits.class),
            entry("MessageHit", MessageHit.class),
            entry("Facets", Facets.class),
            entry("ErasureReceipt", ErasureReceipt.class),
            entry("SearchMessages", SearchMessages.class),
            entry("SavedSearch", SavedSearch.class),
            entry("Suggestions", Suggestions.class),
            entry("SuggestedPerson", Suggestions.Person.class),
            entry("SuggestedGroup", Suggestions.Group.class),
            entry("IndexGeneration", IndexGeneration.class),
            entry("IndexDeadLetter", IndexDeadLetter.class),
            entry("Replayed", Replayed.class),
            entry("FacetOfPerson", Facets.OfPerson.class),
            entry("FacetOfConversation", Facets.OfConversation.class),
            entry("FacetOfMonth", Facets.OfMonth.class),
            entry("Neighbour", Neighbour.class),
            entry("PersonHit", PersonHit.class));

    assertSchemasAre(records);
  }

  @Test
  void schemasOfStoriesHaveTheFieldsOfTheRecords() {
    assertSchemasAre(
        Map.ofEntries(
            entry("NewStory", NewStory.class),
            entry("Story", Story.class),
            entry("StoryFeed", StoryFeed.class),
            entry("FeedEntry", StoryFeed.Entry.class),
            entry("FeedItem", StoryFeed.Item.class),
            entry("StoryViews", StoryViews.class),
            entry("StoryView", StoryViews.View.class),
            entry("StoryReaction", StoryReaction.class),
            entry("StoryReply", StoryReply.class),
            entry("StoryAnswer", StoryAnswer.class),
            entry("StoryAnswered", StoryAnswered.class),
            entry("StoryAnswers", StoryAnswers.class),
            entry("AnswerToStory", StoryAnswers.Answer.class),
            entry("StoryQuote", StoryQuote.class),
            entry("Reshare", Reshare.class),
            entry("StorySettings", StorySettings.class),
            entry("NewHighlight", NewHighlight.class),
            entry("ChangeHighlight", ChangeHighlight.class),
            entry("StoryHighlight", Highlight.class)));
  }

  private void assertSchemasAre(Map<String, Class<? extends Record>> records) {
    JsonNode schemas = http.document().at("/components/schemas");
    records.forEach(
        (name, type) ->
            assertThat(fieldsOf(schemas.get(name)))
                .as(name)
                .containsExactlyInAnyOrderElementsOf(fieldsOf(type)));
  }

  @Test
  void bodiesOfCommandsHaveTheFieldsOfTheRecords() {
    commands.all().forEach(command -> assertBodyIs(command.address(), command.body()));
    assertBodyIs(OpenSession.ADDRESS, OpenSession.class);
  }

  private void assertBodyIs(String address, Class<? extends Record> type) {
    assertThat(fieldsOf(sockets.commandBody(address)))
        .as(address)
        .containsExactlyInAnyOrderElementsOf(fieldsOf(type));
  }

  @Test
  void whatBothDocumentsNameIsTheSame() {
    JsonNode here = http.document().at("/components/schemas");
    JsonNode there = sockets.document().at("/components/schemas");
    List<String> both =
        here.properties().stream()
            .map(Map.Entry::getKey)
            .filter(there::has)
            .filter(name -> !name.equals("ErrorCode")) // The table stands in one of them.
            .toList();

    assertThat(both)
        .hasSizeGreaterThan(8)
        .allSatisfy(
            name -> assertThat(plain(there.get(name))).as(name).isEqualTo(plain(here.get(name))));
  }

  @Test
  void everyExampleIsOne() {
    int examples = 0;
    for (Operation operation : http.operations()) {
      for (JsonNode content : contents(operation)) {
        for (JsonNode example : examplesOf(content)) {
          assertThat(http.document().problems(content.get("schema"), example))
              .as("example of %s: %s", operation.id(), example)
              .isEmpty();
          examples++;
        }
      }
    }
    for (JsonNode message : sockets.document().at("/components/messages")) {
      assertThat(message.get("examples")).isNotEmpty();
      for (JsonNode example : message.get("examples")) {
        assertThat(sockets.document().problems(message.get("payload"), example.get("payload")))
            .as("example: %s", example)
            .isEmpty();
      }
    }

    assertThat(examples).isGreaterThan(100);
  }

  @Test
  void operationsThatWriteHaveAnExample() {
    assertThat(http.operations())
        .filteredOn(Operation::hasBody)
        .isNotEmpty()
        .allSatisfy(
            operation ->
                assertThat(
                        examplesOf(operation.spec().at("/requestBody/content/application~1json")))
                    .as(operation.id())
                    .isNotEmpty());
  }

  @Test
  void limitsAreThoseOfTheCode() {
    Document document = http.document();

    assertThat(document.at("/components/parameters/Limit/schema/maximum").asInt())
        .isEqualTo(PageRequest.LIMIT_MAX);
    assertThat(document.at("/components/parameters/Limit/schema/default").asInt())
        .isEqualTo(PageRequest.LIMIT_DEFAULT);
    assertThat(document.at("/components/schemas/NewMessage/properties/text/maxLength").asInt())
        .isEqualTo(MessagingConfig.DEFAULTS.textBytesMax());
    assertThat(document.at("/components/schemas/Conversation/properties/title/maxLength").asInt())
        .isEqualTo(MessagingConfig.DEFAULTS.titleBytesMax());
    assertThat(document.at("/components/schemas/ClientId/maxLength").asInt())
        .isEqualTo(ClientId.CHARACTERS_MAX);
    assertThat(document.at("/components/schemas/NewStory/properties/text/maxLength").asInt())
        .isEqualTo(NewStory.TEXT_CHARACTERS_MAX);
    assertThat(
            sockets
                .document()
                .at("/components/schemas/Command/properties/replyAddress/maxLength")
                .asInt())
        .isEqualTo(ClientFrame.REPLY_ADDRESS_LENGTH_MAX);
  }

  @Test
  void aFieldTheDocumentDoesNotHaveIsAProblem() {
    JsonNode schema = http.document().at("/components/schemas/SignedIn");
    ObjectNode answer =
        http.document()
            .at("/components/responses/SignedIn/content/application~1json/example")
            .deepCopy();
    assertThat(http.document().problems(schema, answer)).isEmpty();

    ((ObjectNode) answer.get("user")).put("password", "oh");

    assertThat(http.document().problems(schema, answer))
        .singleElement()
        .asString()
        .contains("user");
  }

  @Test
  void aFrameTheDocumentDoesNotHaveIsAProblem() {
    ObjectNode event =
        sockets.document().at("/components/messages/Receipt/examples/0/payload").deepCopy();
    assertThat(sockets.frameProblems(event)).isEmpty();

    ((ObjectNode) event.get("body")).put("more", 1);
    assertThat(sockets.frameProblems(event)).isNotEmpty();
    ((ObjectNode) event.get("body")).remove("more");
    event.put("more", 1);
    assertThat(sockets.frameProblems(event)).isNotEmpty();
    event.remove("more");
    ((ObjectNode) event.get("body")).put("type", "another");
    assertThat(sockets.frameProblems(event)).isNotEmpty();
  }

  private List<JsonNode> contents(Operation operation) {
    List<JsonNode> contents = new ArrayList<>();
    operation.spec().at("/requestBody/content").forEach(contents::add);
    operation
        .spec()
        .get("responses")
        .forEach(
            response -> http.document().resolve(response).path("content").forEach(contents::add));
    operation.parameters().stream()
        .filter(parameter -> parameter.has("example"))
        .forEach(contents::add);
    return contents;
  }

  private static List<JsonNode> examplesOf(JsonNode content) {
    List<JsonNode> examples = new ArrayList<>();
    if (content.has("example")) {
      examples.add(content.get("example"));
    }
    content.path("examples").forEach(example -> examples.add(example.get("value")));
    return examples;
  }

  private static Stream<String> typeNames(Class<?> sealed) {
    var config = new ObjectMapper().getSerializationConfig();
    List<NamedType> types =
        config
            .getAnnotationIntrospector()
            .findSubtypes(AnnotatedClassResolver.resolveWithoutSuperTypes(config, sealed));
    assertThat(types).hasSameSizeAs(sealed.getPermittedSubclasses());
    return types.stream().map(NamedType::getName);
  }

  private static List<String> fieldsOf(JsonNode schema) {
    return schema.get("properties").properties().stream().map(Map.Entry::getKey).toList();
  }

  private static List<String> fieldsOf(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
  }

  private static JsonNode plain(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    copy.remove(List.of("discriminator", "example"));
    return copy;
  }

  private static List<Integer> numbers(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asInt).toList();
  }
}
