package io.eightnines.failover.dns.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.eightnines.failover.dns.guard.Cookies.Standing;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples are those of RFC 9018, appendix A. */
class CookiesTest {
  private static final CookieSecret SECRET = CookieSecret.parse("e5e973e5a6b2a43f48e7dc849e37bfcf");
  private static final CookieSecret OTHER = CookieSecret.parse("445536bcd2513298075a5d379663c962");

  private final AtomicLong now = new AtomicLong(1_559_731_985);
  private final Cookies cookies = cookies(SECRET);

  private Cookies cookies(CookieSecret... secrets) {
    return new Cookies(() -> List.of(secrets), () -> Instant.ofEpochSecond(now.get()));
  }

  private static byte[] address(String literal) {
    return InetAddress.ofLiteral(literal).getAddress();
  }

  private static String made(Cookies by, String client, String address) {
    ByteBuffer made = ByteBuffer.allocate(24);
    by.write(HexFormat.of().parseHex(client), 0, address(address), made);
    return HexFormat.of().formatHex(made.array());
  }

  private static Standing judge(Cookies by, String cookie, String address) {
    int bytes = cookie.length() / 2;
    byte[] message =
        HexFormat.of()
            .parseHex(
                "000000000001000000000001" // A header: one question, one additional record.
                    + "0000010001" // The root's addresses.
                    + "00002904d000000000%04x000a%04x%s".formatted(4 + bytes, bytes, cookie));
    return by.judge(message, Anatomy.of(message), address(address));
  }

  @Test
  void a_new_cookie_is_the_one_of_the_standard() {
    assertThat(made(cookies, "2464c4abcf10c957", "198.51.100.100"))
        .isEqualTo("2464c4abcf10c957010000005cf79f111f8130c3eee29480");
  }

  @Test
  void a_renewed_cookie_is_the_one_of_the_standard_and_the_old_one_was_valid() {
    now.set(1_559_734_385);

    assertThat(judge(cookies, "2464c4abcf10c957010000005cf79f111f8130c3eee29480", "198.51.100.100"))
        .isEqualTo(Standing.VALID);
    assertThat(made(cookies, "2464c4abcf10c957", "198.51.100.100"))
        .isEqualTo("2464c4abcf10c957010000005cf7a871d4a564a1442aca77");
  }

  @Test
  void a_cookie_for_an_ipv6_address_is_the_one_of_the_standard() {
    now.set(1_559_741_961);
    String address = "2001:db8:220:1:59de:d0f4:8769:82b8";

    assertThat(made(cookies(OTHER), "22681ab97d52c298", address))
        .isEqualTo("22681ab97d52c298010000005cf7c609a6bb79d16625507a");
    assertThat(judge(cookies(OTHER), "22681ab97d52c298010000005cf7c609a6bb79d16625507a", address))
        .isEqualTo(Standing.VALID);
  }

  @Test
  void a_cookie_of_the_previous_secret_is_still_valid_and_the_answer_has_one_of_the_new() {
    String old = made(cookies, "2464c4abcf10c957", "192.0.2.1");
    Cookies rolled = cookies(OTHER, SECRET);

    assertThat(judge(rolled, old, "192.0.2.1")).isEqualTo(Standing.VALID);
    assertThat(made(rolled, "2464c4abcf10c957", "192.0.2.1")).isNotEqualTo(old);
    assertThat(judge(cookies(OTHER), old, "192.0.2.1")).isEqualTo(Standing.WRONG);
  }

  @Test
  void a_cookie_is_good_for_its_address_only_and_no_bit_may_differ() {
    String cookie = made(cookies, "2464c4abcf10c957", "192.0.2.1");
    byte[] bytes = HexFormat.of().parseHex(cookie);

    assertThat(judge(cookies, cookie, "192.0.2.2")).isEqualTo(Standing.WRONG);
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] forged = bytes.clone();
      forged[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(judge(cookies, HexFormat.of().formatHex(forged), "192.0.2.1"))
          .as("bit %d", bit)
          .isEqualTo(Standing.WRONG);
    }
  }

  @ParameterizedTest
  @CsvSource({"3600, VALID", "3601, WRONG", "-300, VALID", "-301, WRONG"})
  void a_cookie_is_good_for_an_hour(int secondsLater, Standing standing) {
    String cookie = made(cookies, "2464c4abcf10c957", "192.0.2.1");

    now.addAndGet(secondsLater);

    assertThat(judge(cookies, cookie, "192.0.2.1")).isEqualTo(standing);
  }

  @Test
  void the_end_of_32_bits_of_seconds_is_a_second_like_others() {
    now.set(0xFFFF_FFFFL);
    String cookie = made(cookies, "2464c4abcf10c957", "192.0.2.1");

    now.addAndGet(60);

    assertThat(judge(cookies, cookie, "192.0.2.1")).isEqualTo(Standing.VALID);
  }

  @ParameterizedTest
  @CsvSource({
    "0, MALFORMED",
    "7, MALFORMED",
    "8, FIRST",
    "9, MALFORMED",
    "15, MALFORMED",
    "16, WRONG",
    "24, WRONG",
    "40, WRONG",
    "41, MALFORMED",
  })
  void a_length_that_no_cookie_has_is_malformed(int length, Standing standing) {
    assertThat(judge(cookies, "00".repeat(length), "192.0.2.1")).isEqualTo(standing);
  }
}
