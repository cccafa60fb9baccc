package io.eightnines.failover.publish.route53;

import io.eightnines.failover.publish.Allowance;
import io.eightnines.failover.publish.Content;
import io.eightnines.failover.publish.Owner;
import io.eightnines.failover.publish.ProviderException;
import io.eightnines.failover.publish.RecordSet;
import io.eightnines.failover.publish.RecordSet.Target;
import io.eightnines.failover.publish.RecordStore;
import io.eightnines.failover.publish.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeStatus;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** The records of one hosted zone of Route 53, by the API of 2013-04-01. */
public final class Route53Records implements RecordStore<ResourceRecordSet> {
  /** Greatest weight of a weighted record set (ResourceRecordSet, element Weight). */
  public static final int MAX_WEIGHT = 255;

  /** Types at the service's name that would be answered instead of ours, or with them. */
  private static final Set<RRType> ANSWERED = Set.of(RRType.A, RRType.AAAA, RRType.CNAME);

  private static final int THROTTLED_STATUS = 429;

  private final Route53Client client;
  private final String zoneId;
  private final Owner owner;
  private final long markTtlSeconds;
  private final Allowance allowance;

  /**
   * Keeps records in the zone {@code zoneId} by {@code client}, which should not retry by itself.
   */
  public Route53Records(
      Route53Client client, String zoneId, Owner owner, long markTtlSeconds, Allowance allowance) {
    this.client = client;
    this.zoneId = zoneId;
    this.owner = owner;
    this.markTtlSeconds = markTtlSeconds;
    this.allowance = allowance;
  }

  /** Sets are listed by name, the service's before those below it, so one page mostly has both. */
  @Override
  public Reading<ResourceRecordSet> read() throws ProviderException {
    List<ResourceRecordSet> exact = new ArrayList<>();
    ListResourceRecordSetsResponse page = list(owner.service(), null, null);
    exact.addAll(ours(page));
    while (Boolean.TRUE.equals(page.isTruncated())
        && isAt(page.nextRecordName(), owner.service())) {
      page = list(owner.service(), page.nextRecordType(), page.nextRecordIdentifier());
      exact.addAll(ours(page));
    }
    if (Boolean.TRUE.equals(page.isTruncated()) && exact.stream().noneMatch(this::isMark)) {
      exact.addAll(
          list(owner.mark(), RRType.TXT, null).resourceRecordSets().stream()
              .filter(this::isMark)
              .toList());
    }
    return new Reading<>(
        exact.stream().filter(this::isMark).map(Route53Records::markText).toList(),
        exact.stream().filter(set -> !isMark(set)).map(Route53Records::line).toList(),
        exact);
  }

  private List<ResourceRecordSet> ours(ListResourceRecordSetsResponse page) {
    return page.resourceRecordSets().stream()
        .filter(set -> isMark(set) || isAnswered(set))
        .toList();
  }

  private ListResourceRecordSetsResponse list(
      Name name, @Nullable RRType type, @Nullable String identifier) throws ProviderException {
    return call(() ->
        client.listResourceRecordSets(request ->
            request
                .hostedZoneId(zoneId)
                .startRecordName(text(name))
                .startRecordType(type)
                .startRecordIdentifier(identifier)));
  }

  @Override
  public Replacement replace(Reading<ResourceRecordSet> before, Content after)
      throws ProviderException {
    List<Change> changes = new ArrayList<>();
    before.exact().forEach(set -> changes.add(change(ChangeAction.DELETE, set)));
    after.sets().forEach(set -> changes.add(change(ChangeAction.CREATE, native53(set))));
    changes.add(change(ChangeAction.CREATE, markSet(after.mark().text())));
    try {
      String id =
          call(() ->
                  client.changeResourceRecordSets(request ->
                      request
                          .hostedZoneId(zoneId)
                          .changeBatch(batch ->
                              batch
                                  .comment("eightnines generation " + after.generation())
                                  .changes(changes))))
              .changeInfo()
              .id();
      return new Replacement.Accepted(Optional.of(id));
    } catch (InvalidChangeBatchException e) {
      return new Replacement.Conflict(
          e.hasMessages() ? String.join("; ", e.messages()) : String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean isSettled(String change) throws ProviderException {
    return call(() -> client.getChange(request -> request.id(change))).changeInfo().status()
        == ChangeStatus.INSYNC;
  }

  private <T> T call(Supplier<T> request) throws ProviderException {
    allowance.take();
    try {
      return request.get();
    } catch (InvalidChangeBatchException e) {
      throw e;
    } catch (SdkException e) {
      throw new ProviderException(trouble(e));
    }
  }

  private static Trouble trouble(SdkException e) {
    String text = String.valueOf(e.getMessage());
    Trouble.Kind kind =
        switch (e) {
          case PriorRequestNotCompleteException busy -> Trouble.Kind.BUSY;
          case Route53Exception asked when isThrottled(asked) -> Trouble.Kind.THROTTLED;
          case SdkServiceException service when service.statusCode() < 500 -> Trouble.Kind.REFUSED;
          case SdkServiceException service -> Trouble.Kind.UNREACHABLE;
          case SdkClientException client -> Trouble.Kind.UNREACHABLE;
          default -> Trouble.Kind.UNREACHABLE;
        };
    return new Trouble(kind, text);
  }

  private static boolean isThrottled(Route53Exception e) {
    return e.isThrottlingException() || e.statusCode() == THROTTLED_STATUS;
  }

  private static Change change(ChangeAction action, ResourceRecordSet set) {
    return Change.builder().action(action).resourceRecordSet(set).build();
  }

  private ResourceRecordSet native53(RecordSet set) {
    ResourceRecordSet.Builder builder =
        ResourceRecordSet.builder()
            .name(text(owner.service()))
            .type(set.type() == RecordSet.Type.A ? RRType.A : RRType.AAAA)
            .setIdentifier(set.id())
            .weight((long) set.weight());
    return switch (set.target()) {
      case Target.Addresses addresses ->
          builder.ttl(set.ttlSeconds()).resourceRecords(values(addresses.values())).build();
      case Target.Alias alias ->
          builder
              .aliasTarget(target ->
                  target
                      .hostedZoneId(alias.zoneId())
                      .dnsName(alias.dnsName())
                      .evaluateTargetHealth(alias.evaluatesHealth()))
              .build();
    };
  }

  private ResourceRecordSet markSet(String text) {
    return ResourceRecordSet.builder()
        .name(text(owner.mark()))
        .type(RRType.TXT)
        .ttl(markTtlSeconds)
        .resourceRecords(values(List.of('"' + text + '"')))
        .build();
  }

  private static List<ResourceRecord> values(List<String> values) {
    return values.stream().map(value -> ResourceRecord.builder().value(value).build()).toList();
  }

  private boolean isMark(ResourceRecordSet set) {
    return set.type() == RRType.TXT && isAt(set.name(), owner.mark());
  }

  private boolean isAnswered(ResourceRecordSet set) {
    return isAt(set.name(), owner.service()) && ANSWERED.contains(set.type());
  }

  private static String markText(ResourceRecordSet set) {
    return set.resourceRecords().stream()
        .map(record -> record.value().replaceAll("^\"|\"$", ""))
        .reduce((a, b) -> a + " and " + b)
        .orElse("an alias");
  }

  /** What we would never write is shown as the SDK shows it. */
  private static String line(ResourceRecordSet set) {
    boolean plain =
        set.region() == null
            && set.geoLocation() == null
            && set.geoProximityLocation() == null
            && set.cidrRoutingConfig() == null
            && set.failover() == null
            && set.multiValueAnswer() == null
            && set.healthCheckId() == null
            && set.type() != RRType.CNAME;
    return plain ? known(set).text() : set.toString();
  }

  private static RecordSet known(ResourceRecordSet set) {
    Target target =
        set.aliasTarget() == null
            ? new Target.Addresses(
                set.resourceRecords().stream()
                    .map(ResourceRecord::value)
                    .map(RecordSet::canonical)
                    .toList())
            : new Target.Alias(
                set.aliasTarget().hostedZoneId(),
                set.aliasTarget().dnsName(),
                Boolean.TRUE.equals(set.aliasTarget().evaluateTargetHealth()));
    return new RecordSet(
        set.type() == RRType.A ? RecordSet.Type.A : RecordSet.Type.AAAA,
        Optional.ofNullable(set.setIdentifier()).orElse(""),
        Optional.ofNullable(set.weight()).map(Long::intValue).orElse(0),
        Optional.ofNullable(set.ttl()).orElse(0L),
        target);
  }

  private static boolean isAt(@Nullable String text, Name name) {
    return text != null && text.toLowerCase(Locale.ROOT).equals(text(name));
  }

  private static String text(Name name) {
    return name.toString().toLowerCase(Locale.ROOT);
  }
}
