package dev.starling.bench.load.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where reports are kept: a pair of files each, named by date, scenario and load.
public record Results(Path directory) {

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  /// The files written.
  ///
  /// @param name without an ending
  public List<Path> write(String name, Report report) throws IOException {
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    files.add(Files.writeString(directory.resolve(name + ".json"), json(report) + "\n"));
    files.add(Files.writeString(directory.resolve(name + ".html"), Html.page(report)));
    return files;
  }

  static String json(Report report) throws IOException {
    return JSON.writeValueAsString(report);
  }
}
