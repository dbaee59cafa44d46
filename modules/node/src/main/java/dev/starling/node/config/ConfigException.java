package dev.starling.node.config;

/// A setting that stops the node. The message names it, for the person who wrote it.
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message, null, false, false);
  }
}
