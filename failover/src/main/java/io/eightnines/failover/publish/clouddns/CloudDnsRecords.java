package io.eightnines.failover.publish.clouddns;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.services.dns.Dns;
import com.google.api.services.dns.DnsRequest;
import com.google.api.services.dns.model.Change;
import com.google.api.services.dns.model.RRSetRoutingPolicy;
import com.google.api.services.dns.model.RRSetRoutingPolicyWrrPolicy;
import com.google.api.services.dns.model.RRSetRoutingPolicyWrrPolicyWrrPolicyItem;
import com.google.api.services.dns.model.ResourceRecordSet;
import com.google.api.services.dns.model.ResourceRecordSetsListResponse;
import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.Content;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.ProviderException;
import io.eightnines.failover.publish.RecordSet;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.RecordStore;
import io.eightnines.failover.publish.Trouble;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;

/** The records of one managed zone of Cloud DNS, by the API v1. */
public final class CloudDnsRecords implements RecordStore<ResourceRecordSet> {
  /** Weights are floating point numbers there; ours are whole, and none is greater. */
  public static final int MAX_WEIGHT = 1000;

  /** Types at the service's name that would be answered instead of ours. */
  private static final Set<String> ANSWERED = Set.of("A", "AAAA", "CNAME", "ALIAS");

  private static final String MARK_TYPE = "TXT";
  private static final String DONE = "done";
  private static final int FORBIDDEN = 403;
  private static final int EXISTS = 409;
  private static final int NOT_AS_SAID = 412;
  private static final int TOO_MANY = 429;
  private static final int SERVER_FAULT = 500;

  private final Dns client;
  private final Zone zone;
  private final Owner owner;
  private final long markTtlSeconds;
  private final Allowance allowance;

  /** A managed zone by the names that Google knows it by. */
  public record Zone(String project, String name) {}

  public CloudDnsRecords(
      Dns client, Zone zone, Owner owner, long markTtlSeconds, Allowance allowance) {
    this.client = client;
    this.zone = zone;
    this.owner = owner;
    this.markTtlSeconds = markTtlSeconds;
    this.allowance = allowance;
  }

  @Override
  public Reading<ResourceRecordSet> read() throws ProviderException {
    List<ResourceRecordSet> marks =
        list(owner.mark()).stream().filter(set -> MARK_TYPE.equals(set.getType())).toList();
    List<ResourceRecordSet> addresses =
        list(owner.service()).stream().filter(set -> ANSWERED.contains(set.getType())).toList();
    List<ResourceRecordSet> exact = new ArrayList<>(marks);
    exact.addAll(addresses);
    return new Reading<>(
        marks.stream().map(CloudDnsRecords::markText).toList(),
        addresses.stream().flatMap(set -> lines(set).stream()).toList(),
        exact);
  }

  /** A name has one set of each type, so a page has all of them. */
  private List<ResourceRecordSet> list(Name name) throws ProviderException {
    try {
      ResourceRecordSetsListResponse page =
          call(client.resourceRecordSets().list(zone.project(), zone.name()).setName(text(name)));
      return page.getRrsets() == null ? List.of() : page.getRrsets();
    } catch (IOException e) {
      throw new ProviderException(trouble(e));
    }
  }

  @Override
  public Replacement replace(Reading<ResourceRecordSet> before, Content after)
      throws ProviderException {
    List<ResourceRecordSet> additions = new ArrayList<>();
    for (RecordSet.Type type : RecordSet.Type.values()) {
      List<RecordSet> sets = after.sets().stream().filter(set -> set.type() == type).toList();
      if (!sets.isEmpty()) {
        additions.add(weighted(type, sets));
      }
    }
    additions.add(
        new ResourceRecordSet()
            .setName(text(owner.mark()))
            .setType(MARK_TYPE)
            .setTtl((int) markTtlSeconds)
            .setRrdatas(List.of('"' + after.mark().text() + '"')));
    Change change = new Change().setAdditions(additions).setDeletions(before.exact());
    try {
      return new Replacement.Accepted(
          Optional.of(call(client.changes().create(zone.project(), zone.name(), change)).getId()));
    } catch (GoogleJsonResponseException e) {
      if (e.getStatusCode() == NOT_AS_SAID || e.getStatusCode() == EXISTS) {
        return new Replacement.Conflict(text(e));
      }
      throw new ProviderException(trouble(e));
    } catch (IOException e) {
      throw new ProviderException(trouble(e));
    }
  }

  @Override
  public boolean isSettled(String change) throws ProviderException {
    try {
      return DONE.equals(
          call(client.changes().get(zone.project(), zone.name(), change)).getStatus());
    } catch (IOException e) {
      throw new ProviderException(trouble(e));
    }
  }

  private <T> T call(DnsRequest<T> request) throws IOException, ProviderException {
    allowance.take();
    return request.execute();
  }

  private ResourceRecordSet weighted(RecordSet.Type type, List<RecordSet> sets) {
    List<RRSetRoutingPolicyWrrPolicyWrrPolicyItem> items = new ArrayList<>();
    for (RecordSet set : sets) {
      if (!(set.target() instanceof Target.Addresses addresses)) {
        throw new IllegalArgumentException("set is " + set.text() + ", expected addresses");
      }
      items.add(
          new RRSetRoutingPolicyWrrPolicyWrrPolicyItem()
              .setWeight((double) set.weight())
              .setRrdatas(addresses.values()));
    }
    return new ResourceRecordSet()
        .setName(text(owner.service()))
        .setType(type.name())
        .setTtl((int) sets.getFirst().ttlSeconds())
        .setRoutingPolicy(
            new RRSetRoutingPolicy().setWrr(new RRSetRoutingPolicyWrrPolicy().setItems(items)));
  }

  private static String markText(ResourceRecordSet set) {
    List<String> values = set.getRrdatas() == null ? List.of() : set.getRrdatas();
    return values.stream()
        .map(value -> value.replaceAll("^\"|\"$", ""))
        .reduce((a, b) -> a + " and " + b)
        .orElse("a routing policy");
  }

  /** A line for each weighted item; a set of any other kind is shown as the client shows it. */
  private static List<String> lines(ResourceRecordSet set) {
    Optional<List<RRSetRoutingPolicyWrrPolicyWrrPolicyItem>> items = items(set);
    if (items.isEmpty()) {
      return List.of(set.toString());
    }
    return items.get().stream().map(item -> line(set, item)).toList();
  }

  private static Optional<List<RRSetRoutingPolicyWrrPolicyWrrPolicyItem>> items(
      ResourceRecordSet set) {
    @Nullable RRSetRoutingPolicy policy = set.getRoutingPolicy();
    boolean ours =
        policy != null
            && policy.getWrr() != null
            && policy.getWrr().getItems() != null
            && policy.getGeo() == null
            && policy.getPrimaryBackup() == null
            && (set.getType().equals("A") || set.getType().equals("AAAA"));
    return ours && policy != null ? Optional.of(policy.getWrr().getItems()) : Optional.empty();
  }

  private static String line(ResourceRecordSet set, RRSetRoutingPolicyWrrPolicyWrrPolicyItem item) {
    boolean plain =
        item.getRrdatas() != null
            && !item.getRrdatas().isEmpty()
            && item.getWeight() != null
            && item.getWeight() == Math.rint(item.getWeight())
            && item.getHealthCheckedTargets() == null;
    if (!plain) {
      return set.getType() + " " + item;
    }
    List<String> addresses = item.getRrdatas().stream().map(RecordSet::canonical).toList();
    return new RecordSet(
            RecordSet.Type.valueOf(set.getType()),
            String.join(",", addresses),
            item.getWeight().intValue(),
            set.getTtl() == null ? 0 : set.getTtl(),
            new Target.Addresses(addresses))
        .text();
  }

  private static Trouble trouble(IOException e) {
    if (!(e instanceof GoogleJsonResponseException answered)) {
      return new Trouble(Trouble.Kind.UNREACHABLE, String.valueOf(e.getMessage()));
    }
    int status = answered.getStatusCode();
    boolean throttled =
        status == TOO_MANY || (status == FORBIDDEN && reason(answered).contains("imitExceeded"));
    Trouble.Kind kind =
        throttled
            ? Trouble.Kind.THROTTLED
            : status < SERVER_FAULT ? Trouble.Kind.REFUSED : Trouble.Kind.UNREACHABLE;
    return new Trouble(kind, text(answered));
  }

  private static String reason(GoogleJsonResponseException e) {
    GoogleJsonError error = e.getDetails();
    return error == null || error.getErrors() == null
        ? ""
        : String.join(" ", error.getErrors().stream().map(each -> each.getReason() + "").toList());
  }

  private static String text(GoogleJsonResponseException e) {
    GoogleJsonError error = e.getDetails();
    return e.getStatusCode() + " " + (error == null ? e.getStatusMessage() : error.getMessage());
  }

  private static String text(Name name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
