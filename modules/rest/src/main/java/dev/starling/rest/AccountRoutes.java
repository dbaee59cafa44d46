package dev.starling.rest;

import dev.starling.account.Accounts;
import dev.starling.account.Principal;
import dev.starling.account.ProfileService;
import dev.starling.account.SessionService;
import dev.starling.account.SignInService;
import dev.starling.account.TicketService;
import dev.starling.account.Tokens;
import dev.starling.account.limit.Action;
import dev.starling.wire.SessionId;
import dev.starling.wire.UserId;
import dev.starling.wire.account.ProfileChange;
import dev.starling.wire.account.Refresh;
import dev.starling.wire.account.Registration;
import dev.starling.wire.account.SignIn;
import dev.starling.wire.account.SignedIn;
import dev.starling.wire.account.TokenPair;
import io.vertx.core.Future;

/// Accounts, sessions and profiles.
final class AccountRoutes {

  private final SignInService signIns;
  private final SessionService sessions;
  private final TicketService tickets;
  private final ProfileService profiles;
  private final Tokens tokens;

  AccountRoutes(Accounts accounts) {
    this.signIns = accounts.signIns();
    this.sessions = accounts.sessions();
    this.tickets = accounts.tickets();
    this.profiles = accounts.profiles();
    this.tokens = accounts.tokens();
  }

  void mount(Api api) {
    api.post("/v1/accounts", Action.UNCOUNTED, this::register);
    api.post("/v1/sessions", Action.UNCOUNTED, this::signIn);
    api.post("/v1/sessions/refresh", Action.UNCOUNTED, this::refresh);
    api.get("/v1/sessions", this::listSessions);
    api.delete("/v1/sessions/current", Action.UNCOUNTED, this::endCurrent);
    api.delete("/v1/sessions/:id", Action.UNCOUNTED, this::end);
    api.post("/v1/socket-tickets", Action.UNCOUNTED, this::ticket);
    api.get("/v1/me", this::me);
    api.patch("/v1/me", Action.PROFILE, this::changeMe);
    api.get("/v1/users", Action.SEARCH, this::find);
    api.get("/v1/users/:id", this::show);
  }

  private Future<Answer> register(Call call) {
    return signIns
        .register(call.body(Registration.class), call.clientAddress())
        .map(Answer::created);
  }

  private Future<Answer> signIn(Call call) {
    return signIns.signIn(call.body(SignIn.class), call.clientAddress()).map(Answer::created);
  }

  private Future<Answer> refresh(Call call) {
    return sessions.refresh(call.body(Refresh.class)).compose(this::withUser).map(Answer::ok);
  }

  private Future<SignedIn> withUser(TokenPair pair) {
    return profiles
        .find(tokens.verify(pair.accessToken()).user())
        .map(user -> SignedIn.of(user, pair));
  }

  private Future<Answer> listSessions(Call call) {
    return sessions.list(call.principal(), call.page()).map(Answer::ok);
  }

  private Future<Answer> endCurrent(Call call) {
    Principal who = call.principal();
    return sessions.end(who, who.session()).map(Answer::nothing);
  }

  private Future<Answer> end(Call call) {
    return sessions.end(call.principal(), call.path("id", SessionId::parse)).map(Answer::nothing);
  }

  private Future<Answer> ticket(Call call) {
    return tickets.issue(call.principal()).map(Answer::created);
  }

  private Future<Answer> me(Call call) {
    return profiles.find(call.user()).map(Answer::ok);
  }

  private Future<Answer> changeMe(Call call) {
    return profiles.change(call.user(), call.body(ProfileChange.class)).map(Answer::ok);
  }

  private Future<Answer> find(Call call) {
    return call.signedIn(() -> profiles.beginningWith(call.query("q"), call.page()))
        .map(Answer::ok);
  }

  private Future<Answer> show(Call call) {
    return call.signedIn(() -> profiles.find(call.path("id", UserId::parse))).map(Answer::ok);
  }
}
