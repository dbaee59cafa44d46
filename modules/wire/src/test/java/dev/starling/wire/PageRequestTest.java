package dev.starling.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

  @Test
  void theDefaultIsTheFirstFifty() {
    assertThat(PageRequest.parse(null, null)).isEqualTo(new PageRequest(50, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "200"})
  void theLimitsThemselvesAreAllowed(String limit) {
    assertThat(PageRequest.parse(limit, null).limit()).isEqualTo(Integer.parseInt(limit));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "201", "-1", "", "ten", "5.0", "99999999999"})
  void anyOtherLimitIsRefused(String limit) {
    assertThatExceptionOfType(Failure.Invalid.class)
        .isThrownBy(() -> PageRequest.parse(limit, null))
        .extracting(Failure::code)
        .isEqualTo(ErrorCode.BAD_LIMIT);
  }

  @Test
  void theFirstPageBeginsBehindNothing() {
    assertThat(PageRequest.of(10, null).after(Cursor.Reader::number)).isNull();
    assertThat(PageRequest.of(10, Cursor.of(7L)).after(Cursor.Reader::number)).isEqualTo(7);
  }

  @Test
  void onlyAPageWithSomethingBehindItHasANext() {
    PageRequest two = PageRequest.of(2, null);

    assertThat(two.page(List.of(1L, 2L, 3L), Cursor::of))
        .isEqualTo(new Page<>(List.of(1L, 2L), Cursor.of(2L)));
    assertThat(two.page(List.of(1L, 2L), Cursor::of)).isEqualTo(Page.last(List.of(1L, 2L)));
    assertThat(two.page(List.<Long>of(), Cursor::of)).isEqualTo(Page.last(List.of()));
  }
}
