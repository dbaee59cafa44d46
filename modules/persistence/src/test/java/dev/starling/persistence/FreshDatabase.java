package dev.starling.persistence;

import dev.starling.devservices.Services;
import io.vertx.core.Vertx;

/// A database with the schema and nothing in it, for one test class.
public final class FreshDatabase {

  private FreshDatabase() {}

  /// It is closed with its Vert.x.
  public static Database open(Vertx vertx) {
    String uri = Services.shared().postgres().newDatabase().uri().toString();
    return Database.open(vertx, PostgresConfig.DEFAULTS.at(uri)).await();
  }
}
