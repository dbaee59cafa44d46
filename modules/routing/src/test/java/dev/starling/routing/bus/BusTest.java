package dev.starling.routing.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.starling.wire.ErrorCode;
import dev.starling.wire.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BusTest {

  record Question(String text) {}

  record Answer(String text) {}

  private static final Request<Question, Answer> ASK =
      new Request<>("test.ask", Question.class, Answer.class, Duration.ofMillis(200));
  private static final Topic<Question> TOLD = new Topic<>("test.told", Question.class);

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus =
      new Bus(vertx.eventBus())
          .register(Question.class, WireFormat.json(Question.class))
          .register(Answer.class, WireFormat.json(Answer.class));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void aQuestionIsAnswered() {
    bus.serve(ASK, question -> Future.succeededFuture(new Answer(question.text() + "!"))).await();

    assertThat(bus.ask(ASK, new Question("who")).await()).isEqualTo(new Answer("who!"));
  }

  @Test
  void aHandlerThatThrowsStillAnswers() {
    bus.serve(
            ASK,
            question -> {
              throw new IllegalArgumentException("a bug");
            })
        .await();

    assertThatThrownBy(() -> bus.ask(ASK, new Question("who")).await())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("test.ask failed");
  }

  @Test
  void aRefusalKeepsItsCode() {
    bus.serve(
            ASK,
            question ->
                Future.failedFuture(
                    new Failure.TryLater(
                        ErrorCode.DATABASE_UNAVAILABLE, "away", Duration.ofSeconds(1))))
        .await();

    assertThatThrownBy(() -> bus.ask(ASK, new Question("who")).await())
        .isInstanceOfSatisfying(
            Failure.TryLater.class,
            later -> assertThat(later.code()).isEqualTo(ErrorCode.DATABASE_UNAVAILABLE));
  }

  @Test
  void nobodyThereAndNoAnswerInTimeBothReadAsTryLater() {
    assertThatThrownBy(() -> bus.ask(ASK, new Question("nobody")).await())
        .isInstanceOf(Failure.TryLater.class);

    bus.serve(ASK, question -> Promise.<Answer>promise().future()).await();
    assertThatThrownBy(() -> bus.ask(ASK, new Question("slow")).await())
        .isInstanceOf(Failure.TryLater.class);
  }

  @Test
  void whoeverListensHears() {
    Promise<Question> heard = Promise.promise();
    bus.listen(TOLD, heard::tryComplete).await();

    bus.publish(TOLD, new Question("news"));

    assertThat(heard.future().await()).isEqualTo(new Question("news"));
  }
}
