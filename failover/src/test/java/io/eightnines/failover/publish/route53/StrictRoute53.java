package io.eightnines.failover.publish.route53;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * One hosted zone of Route 53 over HTTP, written from the API reference of 2013-04-01: batches are
 * applied as a whole or not at all, a DELETE must say all that the set is, a CREATE must meet
 * nothing, weighted sets do not mix with plain ones. Throttling, an unfinished earlier change and a
 * frozen write API can be injected.
 */
final class StrictRoute53 implements AutoCloseable {
  static final String ZONE = "Z0123456789ABCDEFGHIJ";

  /** A record set by all that it is; absent parts are empty. */
  record RecordSet53(
      String name,
      String type,
      String setId,
      String weight,
      String ttl,
      List<String> values,
      String alias) {
    String key() {
      return name + " " + type + " " + setId;
    }
  }

  /** What an IAM policy would be asked about. */
  record Asked(Set<String> actions, Set<String> names, Set<String> types, Set<String> changes) {}

  private static final String XMLNS = "https://route53.amazonaws.com/doc/2013-04-01/";

  /** Small, so that every read has several pages; Amazon's own pages have 300 sets. */
  private static final int PAGE = 2;

  private final HttpServer server;
  private final Map<String, RecordSet53> sets = new TreeMap<>(); // guards itself and all below
  private final Asked asked =
      new Asked(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  private final Map<String, Integer> requests = new HashMap<>();
  private final AtomicReference<@Nullable String> failure = new AtomicReference<>();
  private final AtomicReference<Runnable> watcher = new AtomicReference<>(() -> {});
  private final int page;
  private boolean spreads = true;
  private boolean readsToo;
  private int changes;

  StrictRoute53() throws IOException {
    this(PAGE);
  }

  StrictRoute53(int page) throws IOException {
    this.page = page;
    server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/2013-04-01/", this::handle);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The code of the error that every change is answered with from now on; null ends it. */
  void fail(@Nullable String code) {
    failure.set(code);
  }

  /** Whether what fails is every request, and not changes alone. */
  void failReadsToo(boolean all) {
    synchronized (sets) {
      readsToo = all;
    }
  }

  /** Whom every request is told to, before it is answered. */
  void watch(Runnable by) {
    watcher.set(by);
  }

  void spreads(boolean at) {
    synchronized (sets) {
      spreads = at;
    }
  }

  List<RecordSet53> all() {
    synchronized (sets) {
      return List.copyOf(sets.values());
    }
  }

  Asked asked() {
    return asked;
  }

  int requests(String action) {
    synchronized (sets) {
      return requests.getOrDefault(action, 0);
    }
  }

  void put(RecordSet53 set) {
    synchronized (sets) {
      sets.put(set.key(), set);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      watcher.get().run();
      synchronized (sets) {
        String code = failure.get();
        if (code != null && readsToo) {
          fail(exchange, code);
        } else if (path.startsWith("/2013-04-01/change/")) {
          count("GetChange");
          answer(exchange, 200, "GetChangeResponse", info(path.replaceAll(".*/", "")));
        } else if (!path.startsWith("/2013-04-01/hostedzone/" + ZONE + "/rrset")) {
          error(exchange, 404, "NoSuchHostedZone", "No hosted zone found with ID: " + path);
        } else if (exchange.getRequestMethod().equals("GET")) {
          count("ListResourceRecordSets");
          list(exchange);
        } else {
          count("ChangeResourceRecordSets");
          change(exchange);
        }
      }
    }
  }

  private void count(String action) {
    asked.actions().add("route53:" + action);
    requests.merge(action, 1, Integer::sum);
  }

  private String info(String id) {
    return "<ChangeInfo><Id>/change/%s</Id><Status>%s</Status><SubmittedAt>2026-11-21T00:00:00Z</SubmittedAt></ChangeInfo>"
        .formatted(id, spreads ? "INSYNC" : "PENDING");
  }

  private static String order(String name) {
    List<String> labels = new ArrayList<>(List.of(name.split("\\.", -1)));
    Collections.reverse(labels);
    return String.join(".", labels) + ".";
  }

  private static String order(RecordSet53 set) {
    return order(set.name()) + " " + set.type() + " " + set.setId();
  }

  private void list(HttpExchange exchange) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    String start =
        order(query.getOrDefault("name", ""))
            + (query.containsKey("type") ? " " + query.get("type") : "")
            + (query.containsKey("identifier") ? " " + query.get("identifier") : "");
    List<RecordSet53> from =
        sets.values().stream()
            .sorted(Comparator.comparing(StrictRoute53::order))
            .filter(set -> order(set).compareTo(start) >= 0)
            .toList();
    StringBuilder body = new StringBuilder("<ResourceRecordSets>");
    from.stream().limit(page).forEach(set -> body.append(xml(set)));
    body.append("</ResourceRecordSets><IsTruncated>").append(from.size() > page);
    body.append("</IsTruncated><MaxItems>" + page + "</MaxItems>");
    if (from.size() > page) {
      RecordSet53 next = from.get(page);
      body.append("<NextRecordName>").append(next.name()).append("</NextRecordName>");
      body.append("<NextRecordType>").append(next.type()).append("</NextRecordType>");
      if (!next.setId().isEmpty()) {
        body.append("<NextRecordIdentifier>").append(next.setId());
        body.append("</NextRecordIdentifier>");
      }
    }
    answer(exchange, 200, "ListResourceRecordSetsResponse", body.toString());
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new HashMap<>();
    String raw = Objects.requireNonNullElse(uri.getRawQuery(), "");
    for (String pair : raw.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static String xml(RecordSet53 set) {
    StringBuilder xml = new StringBuilder("<ResourceRecordSet>");
    element(xml, "Name", set.name());
    element(xml, "Type", set.type());
    element(xml, "SetIdentifier", set.setId());
    element(xml, "Weight", set.weight());
    element(xml, "TTL", set.ttl());
    if (!set.values().isEmpty()) {
      xml.append("<ResourceRecords>");
      set.values()
          .forEach(value ->
              xml.append("<ResourceRecord><Value>")
                  .append(value.replace("\"", "&quot;"))
                  .append("</Value></ResourceRecord>"));
      xml.append("</ResourceRecords>");
    }
    if (!set.alias().isEmpty()) {
      String[] parts = set.alias().split(" ", -1);
      xml.append("<AliasTarget>");
      element(xml, "HostedZoneId", parts[0]);
      element(xml, "DNSName", parts[1]);
      element(xml, "EvaluateTargetHealth", parts[2]);
      xml.append("</AliasTarget>");
    }
    return xml.append("</ResourceRecordSet>").toString();
  }

  private static void element(StringBuilder xml, String name, String value) {
    if (!value.isEmpty()) {
      xml.append('<').append(name).append('>').append(value);
      xml.append("</").append(name).append('>');
    }
  }

  private void change(HttpExchange exchange) throws IOException {
    String code = failure.get();
    Element batch = parse(exchange.getRequestBody());
    if (code != null) {
      fail(exchange, code);
      return;
    }
    Map<String, RecordSet53> next = new TreeMap<>(sets);
    List<String> faults = new ArrayList<>();
    NodeList all = batch.getElementsByTagNameNS("*", "Change");
    int elements = 0;
    for (int i = 0; i < all.getLength(); i++) {
      Element change = (Element) all.item(i);
      RecordSet53 set =
          set((Element) change.getElementsByTagNameNS("*", "ResourceRecordSet").item(0));
      asked.names().add(set.name().replaceAll("\\.$", ""));
      asked.types().add(set.type());
      String action = text(change, "Action");
      asked.changes().add(action);
      elements += set.values().size();
      apply(next, action, set, faults);
    }
    if (all.getLength() == 0 || elements > 1000) {
      faults.add("a batch has 1 to 1000 elements");
    }
    if (!faults.isEmpty()) {
      error(exchange, 400, "InvalidChangeBatch", faults.toString());
      return;
    }
    sets.clear();
    sets.putAll(next);
    changes++;
    answer(exchange, 200, "ChangeResourceRecordSetsResponse", info("C" + changes));
  }

  private static void fail(HttpExchange exchange, String code) throws IOException {
    error(exchange, code.equals("ServiceUnavailable") ? 503 : 400, code, "injected");
  }

  private static void apply(
      Map<String, RecordSet53> next, String action, RecordSet53 set, List<String> faults) {
    switch (action) {
      case "DELETE" -> {
        if (!next.remove(set.key(), set)) {
          faults.add("Tried to delete " + set + " but the values provided do not match");
        }
      }
      case "CREATE" -> {
        check(next, set, faults);
        if (next.putIfAbsent(set.key(), set) != null) {
          faults.add("Tried to create " + set.key() + " but it already exists");
        }
      }
      default -> faults.add("action " + action + " is none that we need");
    }
  }

  private static void check(Map<String, RecordSet53> next, RecordSet53 set, List<String> faults) {
    boolean weighted = !set.weight().isEmpty();
    if (weighted == set.setId().isEmpty()) {
      faults.add("a weight needs a set identifier");
    }
    if (weighted && (Long.parseLong(set.weight()) < 0 || Long.parseLong(set.weight()) > 255)) {
      faults.add("weight " + set.weight() + " is not within 0 to 255");
    }
    if (set.alias().isEmpty() == set.values().isEmpty()
        || set.alias().isEmpty() == set.ttl().isEmpty()) {
      faults.add("either an alias, or values and a TTL");
    }
    if (set.type().equals("TXT") && !set.values().stream().allMatch(v -> v.matches("\".*\""))) {
      faults.add("a TXT value is quoted");
    }
    for (RecordSet53 other : next.values()) {
      boolean same = other.name().equals(set.name());
      if (same && other.type().equals(set.type()) && other.setId().isEmpty() == weighted) {
        faults.add("weighted and plain sets do not mix: " + set.key());
      }
      if (same && (other.type().equals("CNAME") != set.type().equals("CNAME"))) {
        faults.add("a CNAME stands alone: " + set.key());
      }
    }
  }

  private static RecordSet53 set(Element xml) {
    List<String> values = new ArrayList<>();
    NodeList records = xml.getElementsByTagNameNS("*", "Value");
    for (int i = 0; i < records.getLength(); i++) {
      values.add(records.item(i).getTextContent());
    }
    NodeList alias = xml.getElementsByTagNameNS("*", "AliasTarget");
    String target =
        alias.getLength() == 0
            ? ""
            : text((Element) alias.item(0), "HostedZoneId")
                + " "
                + text((Element) alias.item(0), "DNSName")
                + " "
                + text((Element) alias.item(0), "EvaluateTargetHealth");
    return new RecordSet53(
        text(xml, "Name").toLowerCase(Locale.ROOT),
        text(xml, "Type"),
        text(xml, "SetIdentifier"),
        text(xml, "Weight"),
        text(xml, "TTL"),
        values,
        target);
  }

  private static String text(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (name.equals(node.getLocalName())) {
        return node.getTextContent();
      }
    }
    return "";
  }

  private static Element parse(InputStream body) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(body).getDocumentElement();
    } catch (javax.xml.parsers.ParserConfigurationException | org.xml.sax.SAXException e) {
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String root, String body)
      throws IOException {
    send(exchange, status, "<%s xmlns=\"%s\">%s</%s>".formatted(root, XMLNS, body, root));
  }

  private static void error(HttpExchange exchange, int status, String code, String message)
      throws IOException {
    send(
        exchange,
        status,
        "<ErrorResponse xmlns=\"%s\"><Error><Type>Sender</Type><Code>%s</Code><Message>%s</Message></Error><RequestId>r</RequestId></ErrorResponse>"
            .formatted(XMLNS, code, message.replace("&", "&amp;").replace("<", "&lt;")));
  }

  private static void send(HttpExchange exchange, int status, String xml) throws IOException {
    byte[] bytes = ("<?xml version=\"1.0\"?>\n" + xml).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/xml");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
