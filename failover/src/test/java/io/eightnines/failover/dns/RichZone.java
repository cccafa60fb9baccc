package io.eightnines.failover.dns;

import io.eightnines.failover.zone.Zone;
import java.util.List;

/** A zone with every kind of name that answers differ by, for this server and for others. */
final class RichZone {
  /**
   * A master file; the name {@code api} is answered from a plan, by other servers from a record.
   */
  static final String TEXT =
      """
      $ORIGIN example.test.
      $TTL 300
      @ 60 IN SOA ns1 ops ( 40 ; serial
                60 15 604800 30 )
      @ NS ns1
      @ NS ns2.example.net.
      @ MX 10 mail
      @ MX 20 mail.example.net.
      @ TXT "v=spf1 -all"
      @ CAA 0 issue "ca.example.net"
      ns1 A 127.0.3.1
      ns1 AAAA fd00::53
      mail A 192.0.2.25
      mail AAAA 2001:db8::25
      www CNAME host
      host A 192.0.2.80
      host A 192.0.2.81
      host TXT "two" "strings"
      twice CNAME www
      outside CNAME www.example.net.
      nowhere CNAME missing
      intocut CNAME www.sub
      wildly CNAME x.wild
      *.wild A 192.0.2.99
      *.wild MX 10 mail
      there.wild TXT "no wildcard here"
      *.alias CNAME host
      deep.empty.ent A 192.0.2.7
      _draws._tcp SRV 10 5 443 host
      sub NS ns.sub
      sub NS ns2.example.net.
      sub DS 12345 13 2 49FD46E6C4B45C55D4AC69CBD3CD3440FF9E2C1F7F7A3D2E4F5B6A7C8D9E0F1A
      ns.sub A 192.0.2.53
      ns.sub AAAA 2001:db8::53
      far NS ns1.example.net.
      big TXT "%1$s"
      big TXT "2%1$s"
      big TXT "3%1$s"
      big TXT "4%1$s"
      big TXT "5%1$s"
      big TXT "6%1$s"
      """
          .formatted("0123456789".repeat(24));

  /** Names to ask for, within the zone, around it and outside. */
  static final List<String> NAMES =
      List.of(
          "example.test.",
          "ns1.example.test.",
          "mail.example.test.",
          "www.example.test.",
          "host.example.test.",
          "twice.example.test.",
          "outside.example.test.",
          "nowhere.example.test.",
          "intocut.example.test.",
          "wildly.example.test.",
          "wild.example.test.",
          "a.wild.example.test.",
          "b.a.wild.example.test.",
          "*.wild.example.test.",
          "x.*.wild.example.test.",
          "there.wild.example.test.",
          "x.there.wild.example.test.",
          "a.alias.example.test.",
          "ent.example.test.",
          "empty.ent.example.test.",
          "deep.empty.ent.example.test.",
          "x.ent.example.test.",
          "_tcp.example.test.",
          "_draws._tcp.example.test.",
          "sub.example.test.",
          "ns.sub.example.test.",
          "www.sub.example.test.",
          "far.example.test.",
          "x.far.example.test.",
          "big.example.test.",
          "missing.example.test.",
          "a.missing.example.test.",
          "below.host.example.test.",
          "below.www.example.test.",
          "example.net.",
          "test.",
          ".",
          "notexample.test.");

  static final List<String> TYPES =
      List.of(
          "A", "AAAA", "NS", "SOA", "MX", "TXT", "CNAME", "SRV", "CAA", "DS", "PTR", "HTTPS",
          "ANY");

  private RichZone() {}

  static Zone zone() {
    return Zones.of(2, TEXT);
  }
}
