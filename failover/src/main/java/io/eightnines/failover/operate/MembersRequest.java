package io.eightnines.failover.operate;

import io.eightnines.failover.vote.ObserverId;
import io.eightnines.log.Member;
import io.eightnines.log.Membership;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The body of {@code POST /v1/members}, understood.
 *
 * @param wanted the whole group, by name
 * @param removesAsked whether the daemon that is asked may be the one that leaves
 */
record MembersRequest(List<Member> wanted, String reason, boolean removesAsked, boolean dryRun) {
  private static final List<String> KNOWN = List.of("members", "reason", "removesAsked", "dryRun");
  private static final List<String> OF_MEMBER = List.of("name", "address", "port");
  private static final int MAX_PORT = 65_535;

  static MembersRequest read(InputStream body) throws IOException {
    Fields fields = Fields.read(body, KNOWN);
    List<Member> wanted =
        fields.each("members", Membership.MAX_MEMBERS, OF_MEMBER).stream()
            .map(MembersRequest::member)
            .sorted(Comparator.comparing(Member::name))
            .toList();
    checkUnique(wanted);
    return new MembersRequest(
        wanted,
        OrderRequest.reason(fields.needed("reason", "why, for the journal")),
        fields.truth("removesAsked", false),
        fields.truth("dryRun", true));
  }

  private static Member member(Fields fields) {
    return new Member(name(fields), address(fields), fields.whole("port", 1, MAX_PORT));
  }

  private static String name(Fields fields) {
    String expected = "1 to 63 characters of a-z, 0-9 and hyphen";
    String text = fields.needed("name", expected);
    try {
      return new ObserverId(text).name();
    } catch (IllegalArgumentException e) {
      throw Fields.fault(fields.name("name"), text, expected);
    }
  }

  private static String address(Fields fields) {
    String expected = "a literal IPv4 or IPv6 address of one machine";
    String text = fields.needed("address", expected);
    try {
      if (Member.mayStandAt(InetAddress.ofLiteral(text))) {
        return text;
      }
    } catch (IllegalArgumentException e) {
      // said below, as of any other that will not do
    }
    throw Fields.fault(fields.name("address"), text, expected);
  }

  private static void checkUnique(List<Member> wanted) {
    Set<String> names = new HashSet<>();
    Set<String> places = new HashSet<>();
    for (Member member : wanted) {
      if (!names.add(member.name())) {
        throw Fields.fault("members", member.name() + " twice", "every name once");
      }
      if (!places.add(member.place())) {
        throw Fields.fault("members", member.place() + " twice", "every address and port once");
      }
    }
  }
}
