package dev.starling.bench.load.client;

/// Somebody with an account, who talks to one of the nodes.
public record Person(String id, String accessToken, Node node) {}
