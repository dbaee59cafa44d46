package dev.starling.devservices.elasticsearch;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.cjk.CJKWidthFilter;
import org.apache.lucene.analysis.core.DecimalDigitFilter;
import org.apache.lucene.analysis.core.LowerCaseFilter;
import org.apache.lucene.analysis.core.UpperCaseFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.LengthFilter;
import org.apache.lucene.analysis.miscellaneous.LimitTokenCountFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.miscellaneous.TrimFilter;
import org.apache.lucene.analysis.miscellaneous.TruncateTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternReplaceFilter;
import org.apache.lucene.analysis.reverse.ReverseStringFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.NormalizingTokenFilterFactory;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;

/// The token filters. Those that work character by character may also stand in a normalizer, as in
/// the reference.
final class UsualTokenFilters {

  private UsualTokenFilters() {}

  static Map<String, AnalysisProvider<TokenFilterFactory>> all() {
    Map<String, AnalysisProvider<TokenFilterFactory>> filters = new HashMap<>();
    filters.put("asciifolding", normalizing(UsualTokenFilters::asciiFolding));
    filters.put("cjk_bigram", filter((settings, in) -> new CJKBigramFilter(in)));
    filters.put("cjk_width", normalizing((settings, in) -> new CJKWidthFilter(in)));
    filters.put("decimal_digit", normalizing((settings, in) -> new DecimalDigitFilter(in)));
    filters.put("edge_ngram", filter(UsualTokenFilters::edgeNgram));
    filters.put("length", filter(UsualTokenFilters::length));
    filters.put("limit", filter(UsualTokenFilters::limit));
    filters.put("lowercase", normalizing((settings, in) -> new LowerCaseFilter(in)));
    filters.put("ngram", filter(UsualTokenFilters::ngram));
    filters.put("pattern_replace", normalizing(UsualTokenFilters::patternReplace));
    filters.put("porter_stem", filter((settings, in) -> new PorterStemFilter(in)));
    filters.put("remove_duplicates", filter((settings, in) -> new RemoveDuplicatesTokenFilter(in)));
    filters.put("reverse", filter((settings, in) -> new ReverseStringFilter(in)));
    filters.put(
        "snowball",
        filter((settings, in) -> new SnowballFilter(in, settings.get("language", "English"))));
    filters.put("trim", normalizing((settings, in) -> new TrimFilter(in)));
    filters.put("truncate", normalizing(UsualTokenFilters::truncate));
    filters.put("uppercase", normalizing((settings, in) -> new UpperCaseFilter(in)));
    return Map.copyOf(filters);
  }

  private static TokenStream asciiFolding(Settings settings, TokenStream in) {
    return new ASCIIFoldingFilter(in, settings.getAsBoolean("preserve_original", false));
  }

  private static TokenStream edgeNgram(Settings settings, TokenStream in) {
    return new EdgeNGramTokenFilter(
        in,
        settings.getAsInt("min_gram", 1),
        settings.getAsInt("max_gram", 2),
        settings.getAsBoolean("preserve_original", false));
  }

  private static TokenStream ngram(Settings settings, TokenStream in) {
    return new NGramTokenFilter(
        in,
        settings.getAsInt("min_gram", 1),
        settings.getAsInt("max_gram", 2),
        settings.getAsBoolean("preserve_original", false));
  }

  private static TokenStream length(Settings settings, TokenStream in) {
    return new LengthFilter(
        in, settings.getAsInt("min", 0), settings.getAsInt("max", Integer.MAX_VALUE));
  }

  private static TokenStream limit(Settings settings, TokenStream in) {
    return new LimitTokenCountFilter(
        in,
        settings.getAsInt("max_token_count", 1),
        settings.getAsBoolean("consume_all_tokens", false));
  }

  private static TokenStream patternReplace(Settings settings, TokenStream in) {
    return new PatternReplaceFilter(
        in,
        Pattern.compile(settings.get("pattern", "")),
        settings.get("replacement", ""),
        settings.getAsBoolean("all", true));
  }

  @SuppressWarnings("deprecation") // In Lucene 10; what stands in for it is not in 9.
  private static TokenStream truncate(Settings settings, TokenStream in) {
    return new TruncateTokenFilter(in, settings.getAsInt("length", 10));
  }

  private static AnalysisProvider<TokenFilterFactory> filter(
      BiFunction<Settings, TokenStream, TokenStream> lucene) {
    return (index, environment, name, settings) -> new Filter(name, settings, lucene);
  }

  private static AnalysisProvider<TokenFilterFactory> normalizing(
      BiFunction<Settings, TokenStream, TokenStream> lucene) {
    return (index, environment, name, settings) -> new NormalizingFilter(name, settings, lucene);
  }

  private static class Filter implements TokenFilterFactory {

    private final String name;
    private final Settings settings;
    private final BiFunction<Settings, TokenStream, TokenStream> lucene;

    Filter(String name, Settings settings, BiFunction<Settings, TokenStream, TokenStream> lucene) {
      this.name = name;
      this.settings = settings;
      this.lucene = lucene;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public TokenStream create(TokenStream in) {
      return lucene.apply(settings, in);
    }
  }

  private static final class NormalizingFilter extends Filter
      implements NormalizingTokenFilterFactory {

    NormalizingFilter(
        String name, Settings settings, BiFunction<Settings, TokenStream, TokenStream> lucene) {
      super(name, settings, lucene);
    }
  }
}
