package dev.starling.routing.bus;

/// Something any number of nodes may hear, at most once, and the address it is published at.
public record Topic<E extends Record>(String address, Class<E> event) {}
