package dev.starling.devservices.elasticsearch;

import java.io.Reader;
import java.util.Map;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;
import org.elasticsearch.index.analysis.CharFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/// The part of Elasticsearch's analysis module that an installation always has and Maven Central
/// has not: Lucene's filters and tokenizers under the names and parameters that the reference gives
/// them, so that a mapping means the same here and on a production cluster.
public final class UsualAnalysis extends Plugin implements AnalysisPlugin {

  @Override
  public Map<String, AnalysisProvider<CharFilterFactory>> getCharFilters() {
    return Map.of("html_strip", (index, environment, name, settings) -> new HtmlStrip(name));
  }

  @Override
  public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
    return UsualTokenizers.all();
  }

  @Override
  public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
    return UsualTokenFilters.all();
  }

  private record HtmlStrip(String name) implements CharFilterFactory {
    @Override
    public Reader create(Reader text) {
      return new HTMLStripCharFilter(text);
    }
  }
}
