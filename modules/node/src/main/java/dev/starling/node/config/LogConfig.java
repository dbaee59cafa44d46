package dev.starling.node.config;

/// How a node logs to its standard output.
///
/// @param format a JSON object a line, or text for people
/// @param level of Starling's own loggers
public record LogConfig(Format format, Level level) {

  public static final LogConfig DEFAULTS = new LogConfig(Format.JSON, Level.INFO);

  /// Its name in lower case is the configuration's word for it.
  public enum Format {
    JSON,
    TEXT
  }

  /// Its name in lower case is the configuration's word for it.
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }
}
