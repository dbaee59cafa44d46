package dev.starling.bench.load;

/// What people ask of a search, in the order in which they ask it here.
enum SearchKind {
  WORD("a word"),
  WORDS("two words"),
  PHRASE("a phrase"),
  PREFIX("as one types"),
  PART("part of a sentence (CJK)"),
  FROM("from:"),
  IN("in:"),
  DATES("after: before:"),
  HAS("has:link"),
  NOT("without a word"),
  RELEVANCE("by relevance"),
  FACETS("with facets"),
  CONTEXT("with neighbours");

  private final String shown;

  SearchKind(String shown) {
    this.shown = shown;
  }

  String shown() {
    return shown;
  }
}
