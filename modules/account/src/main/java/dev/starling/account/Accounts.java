package dev.starling.account;

import dev.starling.account.limit.ActionLimits;
import dev.starling.persistence.Database;
import dev.starling.persistence.Repeated;
import dev.starling.persistence.account.AccountRepository;
import dev.starling.persistence.account.AttemptRepository;
import dev.starling.persistence.account.BotRepository;
import dev.starling.persistence.account.DeletionRepository;
import dev.starling.persistence.account.PeopleRepository;
import dev.starling.persistence.account.PrivacyRepository;
import dev.starling.persistence.account.SessionRepository;
import dev.starling.persistence.account.SigningKeyRepository;
import dev.starling.persistence.account.TicketRepository;
import dev.starling.persistence.contact.ContactRepository;
import dev.starling.persistence.safety.ModeratorRepository;
import dev.starling.persistence.safety.ReportRepository;
import dev.starling.routing.bus.Bus;
import dev.starling.wire.IdSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// The account module of one node: builds its services and keeps what they need up to date.
public final class Accounts {

  private final SignInService signIns;
  private final SessionService sessions;
  private final TicketService tickets;
  private final ProfileService profiles;
  private final ContactService contacts;
  private final BotService bots;
  private final BotTokens botTokens;
  private final PrivacyService privacy;
  private final ReportService reports;
  private final ModerationService moderation;
  private final DeletionService deletions;
  private final ActionLimits limits;
  private final VisibilityChanges visibility = new VisibilityChanges();
  private final Tokens tokens;
  private final Revocations revocations;

  private final SigningKeys keys;
  private final RevocationFeed feed;
  private final Passwords passwords;
  private final List<Repeated> repeated;

  private Accounts(
      Vertx vertx,
      Bus bus,
      Database database,
      AccountConfig config,
      Clock clock,
      SecureRandom random) {
    TokenConfig lifetimes = config.tokens();
    IdSource ids = new IdSource(clock, random);
    SessionRepository sessionRows = new SessionRepository(database);
    AccountRepository accountRows = new AccountRepository(database);
    TicketRepository ticketRows = new TicketRepository(database);
    AttemptRepository attemptRows = new AttemptRepository(database);
    KeyRing ring = new KeyRing(vertx);
    Attempts attempts = new Attempts(attemptRows, clock, config.attempts());
    Sweep sweep = new Sweep(sessionRows, ticketRows, attemptRows, clock);

    limits = new ActionLimits(config.limits(), System::nanoTime);
    passwords = new Passwords(vertx, random, config.passwords());
    keys = new SigningKeys(new SigningKeyRepository(database), ring, clock, random, lifetimes);
    revocations = new Revocations(clock, RevocationFeed.kept(lifetimes));
    feed = new RevocationFeed(revocations, sessionRows, bus, clock, lifetimes);
    tokens = new Tokens(ring, revocations, clock, lifetimes);
    sessions =
        new SessionService(sessionRows, tokens, feed, ids, clock, lifetimes.sessionLifetime());
    ModeratorRepository moderatorRows = new ModeratorRepository(database);
    ReportRepository reportRows = new ReportRepository(database);
    Suspensions suspensions = new Suspensions(moderatorRows, feed, clock);
    reports = new ReportService(reportRows, ids, config.reports());
    moderation = new ModerationService(reportRows, moderatorRows, suspensions, clock);
    signIns =
        new SignInService(accountRows, sessions, passwords, attempts, suspensions, ids, clock);
    deletions = new DeletionService(signIns, new DeletionRepository(database), feed, clock);
    tickets = new TicketService(ticketRows, revocations, random, clock, lifetimes.ticketLifetime());
    profiles = new ProfileService(accountRows, new PeopleRepository(database));
    contacts = new ContactService(new ContactRepository(database), visibility, clock);
    privacy = new PrivacyService(new PrivacyRepository(database), visibility);
    BotRepository botRows = new BotRepository(database);
    botTokens = new BotTokens(botRows, revocations, random, config.bots());
    bots = new BotService(botRows, sessions, botTokens, ids, clock, config.bots());
    repeated =
        List.of(
            new Repeated(vertx, "reading signing keys", lifetimes.keysEvery(), keys::refresh),
            new Repeated(vertx, "asking for revocations", config.revocationsEvery(), feed::poll),
            new Repeated(vertx, "sweeping sessions", config.sweepEvery(), sweep::run));
  }

  /// Nothing happens before [#start]. The bus has to know
  /// [dev.starling.wire.cluster.SessionsRevoked].
  public static Accounts create(
      Vertx vertx,
      Bus bus,
      Database database,
      AccountConfig config,
      Clock clock,
      SecureRandom random) {
    return new Accounts(vertx, bus, database, config, clock, random);
  }

  /// Completes when tokens can be issued and verified, and every session revoked so far is known.
  public Future<Void> start() {
    return keys.refresh()
        .compose(read -> feed.start())
        .onSuccess(heard -> repeated.forEach(Repeated::start));
  }

  public Future<Void> stop() {
    repeated.forEach(Repeated::stop);
    return passwords.close();
  }

  /// Makes a new signing key now. Nodes start to sign with it after the lead time, when all of them
  /// know it; what older keys have signed stays valid.
  public Future<Void> rotateKeys() {
    return keys.rotate();
  }

  public SignInService signIns() {
    return signIns;
  }

  public SessionService sessions() {
    return sessions;
  }

  public TicketService tickets() {
    return tickets;
  }

  public ProfileService profiles() {
    return profiles;
  }

  public ContactService contacts() {
    return contacts;
  }

  public PrivacyService privacy() {
    return privacy;
  }

  public ReportService reports() {
    return reports;
  }

  public ModerationService moderation() {
    return moderation;
  }

  public DeletionService deletions() {
    return deletions;
  }

  public ActionLimits limits() {
    return limits;
  }

  public VisibilityChanges visibility() {
    return visibility;
  }

  public Tokens tokens() {
    return tokens;
  }

  public BotService bots() {
    return bots;
  }

  public BotTokens botTokens() {
    return botTokens;
  }

  /// Who holds a token of either kind. An access token is verified at once and in memory; a bot's
  /// may be looked up.
  public Future<Principal> authenticate(String token) {
    return BotTokens.isOne(token)
        ? botTokens.verify(token)
        : Future.succeededFuture(token).map(tokens::verify);
  }

  public Revocations revocations() {
    return revocations;
  }

  Passwords passwords() {
    return passwords;
  }
}
