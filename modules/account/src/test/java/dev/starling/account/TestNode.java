package dev.starling.account;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.starling.account.limit.LimitsConfig;
import dev.starling.devservices.Services;
import dev.starling.persistence.Database;
import dev.starling.persistence.PostgresConfig;
import dev.starling.routing.bus.Bus;
import dev.starling.routing.bus.WireFormat;
import dev.starling.wire.account.Password;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.cluster.SessionsRevoked;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;

/// One node's account module. Several may share a database and a clock.
record TestNode(Accounts accounts, Database database, Bus bus) {

  static final Password PASSWORD = Password.of("correct horse battery");

  /// The defaults, but for hashes that cost next to nothing.
  static final AccountConfig CONFIG =
      with(AccountConfig.DEFAULTS, new PasswordConfig(1024, 1, 1, 2, 200));

  private static final AtomicInteger COUNTER = new AtomicInteger();

  /// The URI of a database nobody else has. Making one takes a second and hundreds of files: a test
  /// class has one, and its tests have names of their own.
  static String newDatabase() {
    return Services.shared().postgres().newDatabase().uri().toString();
  }

  static TestNode start(Vertx vertx, String databaseUri, Clock clock) {
    return start(vertx, databaseUri, clock, CONFIG);
  }

  static TestNode start(Vertx vertx, String databaseUri, Clock clock, AccountConfig config) {
    Bus bus =
        new Bus(vertx.eventBus())
            .register(SessionsRevoked.class, WireFormat.json(SessionsRevoked.class));
    return start(vertx, bus, databaseUri, clock, config);
  }

  /// One more node over the same Vert.x, and so the same bus.
  static TestNode start(
      Vertx vertx, Bus bus, String databaseUri, Clock clock, AccountConfig config) {
    Database database = Database.open(vertx, PostgresConfig.DEFAULTS.at(databaseUri)).await();
    Accounts accounts = Accounts.create(vertx, bus, database, config, clock, new SecureRandom());
    accounts.start().await();
    return new TestNode(accounts, database, bus);
  }

  static AccountConfig with(AccountConfig config, PasswordConfig passwords) {
    return new AccountConfig(
        passwords,
        config.tokens(),
        config.attempts(),
        config.bots(),
        ReportConfig.DEFAULTS,
        LimitsConfig.DEFAULTS,
        config.revocationsEvery(),
        config.sweepEvery());
  }

  /// A username nobody has.
  static String unique(String name) {
    return name + "_" + COUNTER.incrementAndGet();
  }

  @CanIgnoreReturnValue
  SignedIn register(String username) {
    Registration registration = new Registration(username, PASSWORD, null, "laptop");
    return accounts.signIns().register(registration, "192.0.2.1").await();
  }

  static Principal principal(SignedIn signedIn) {
    return new Principal(signedIn.user().id(), signedIn.sessionId());
  }
}
