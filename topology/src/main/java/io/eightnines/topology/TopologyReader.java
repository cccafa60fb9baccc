package io.eightnines.topology;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which key of the file becomes which part of a topology. */
final class TopologyReader {
  private TopologyReader() {}

  static Field<Topology> topology(Section file) {
    var organisation = file.section("organisation", TopologyReader::organisation);
    var service = file.section("service", TopologyReader::service);
    Field<Fleet> fleet = fleet(file);
    var backups = file.section("backups", TopologyReader::backups);
    return file.make(() -> {
      Topology.checkZones(organisation.get(), service.get());
      return new Topology(organisation.get(), service.get(), fleet.get(), backups.get());
    });
  }

  private static Field<Organisation> organisation(Section section) {
    var name = section.text("name");
    var zone = section.text("zone", DomainName::new);
    var tags = section.section("tags", Section::words);
    return section.make(() -> new Organisation(name.get(), zone.get(), tags.get()));
  }

  private static Field<ServiceName> service(Section section) {
    var zone = section.text("zone", DomainName::new);
    var label = section.text("label");
    var ttl = section.integer("ttlSeconds");
    var delegation = section.integer("delegationTtlSeconds");
    return section.make(() ->
        new ServiceName(
            zone.get(),
            label.get(),
            Duration.ofSeconds(ttl.get()),
            Duration.ofSeconds(delegation.get())));
  }

  private static Field<Backups> backups(Section section) {
    var every = section.integer("everyMinutes");
    var keep = section.integer("keepDays");
    var lock = section.integer("lockDays");
    return section.make(() ->
        new Backups(
            Duration.ofMinutes(every.get()),
            Duration.ofDays(keep.get()),
            Duration.ofDays(lock.get())));
  }

  private static Field<Fleet> fleet(Section file) {
    boolean hasImage = file.has("image");
    Field<Image> image = hasImage ? file.section("image", TopologyReader::image) : Field.faulty();
    Listing<Region> regions = file.sections("regions", TopologyReader::region);
    Listing<Site> sites = file.sections("sites", TopologyReader::site);
    Listing<Daemon> daemons = file.sections("daemons", TopologyReader::daemon);
    return file.part(() -> {
      if (!(regions.whole() && sites.whole() && daemons.whole())) {
        FleetRules.keep(regions.sound(), sites.sound(), daemons.sound());
      }
      @Nullable Image run = hasImage ? image.get() : null;
      return new Fleet(run, regions.all().get(), sites.all().get(), daemons.all().get());
    });
  }

  private static Field<Image> image(Section section) {
    var repository = section.text("repository");
    var digest = section.text("digest");
    return section.make(() -> new Image(repository.get(), digest.get()));
  }

  private static Field<Region> region(Section section) {
    var id = section.text("id", RegionId::new);
    Field<Location> location = location(section);
    Field<Network> network = network(section);
    var capacity = section.integer("capacity");
    var shapes = section.sections("shapes", TopologyReader::shape).all();
    return section.make(
        () -> new Region(id.get(), location.get(), network.get(), capacity.get(), shapes.get()));
  }

  private static Field<Location> location(Section section) {
    var cloud = section.text("cloud", Cloud::parse);
    var name = section.text("providerRegion");
    var zones = section.texts("zones", text -> text);
    return section.part(() -> new Location(cloud.get(), name.get(), zones.get()));
  }

  private static Field<Network> network(Section section) {
    var cidr = section.text("cidr", Cidr::parse);
    Field<List<Address>> addresses = optional(section, "addresses");
    return section.part(() -> new Network(cidr.get(), addresses.get()));
  }

  private static Field<Shape> shape(Section section) {
    var kind = section.text("kind", TopologyReader::kind);
    var unit = unit(section);
    var count = count(section);
    return kind.value() == null ? Field.faulty() : shape(section, kind.get(), unit, count);
  }

  private static String kind(String text) {
    List<String> kinds = Shape.kinds(Cloud.AWS);
    if (!kinds.contains(text)) {
      throw Words.refusal(text, kinds);
    }
    return text;
  }

  private static Field<Shape> shape(
      Section section, String kind, Field<Unit> unit, Field<Count> count) {
    Field<Integer> spot =
        kind.equals("spot-container") ? section.integer("spotPercent") : Field.faulty();
    boolean machines = List.of("beanstalk", "kubernetes", "instance").contains(kind);
    Field<MachineType> machine =
        machines ? section.text("machine", MachineType::new) : Field.faulty();
    return section.make(() ->
        switch (kind) {
          case "container" -> new Shape.Container(unit.get(), count.get());
          case "spot-container" -> new Shape.SpotContainer(unit.get(), count.get(), spot.get());
          case "serverless" -> new Shape.Serverless(unit.get(), count.get());
          case "beanstalk" -> new Shape.Beanstalk(machine.get(), unit.get(), count.get());
          case "kubernetes" -> new Shape.Kubernetes(machine.get(), unit.get(), count.get());
          default -> new Shape.Instance(machine.get(), unit.get(), count.get());
        });
  }

  private static Field<Unit> unit(Section section) {
    var vcpu = section.number("vcpu");
    var memory = section.integer("memoryMib");
    var capacity = section.integer("capacity");
    return section.part(() -> new Unit(vcpu.get(), memory.get(), capacity.get()));
  }

  private static Field<Count> count(Section section) {
    var min = section.integer("min");
    var max = section.integer("max");
    return section.part(() -> new Count(min.get(), max.get()));
  }

  private static Field<Site> site(Section section) {
    var id = section.text("id");
    var cidr = section.text("cidr", Cidr::parse);
    var gateways = section.texts("gateways", Address::parse);
    Field<List<Address>> peers = optional(section, "vpnPeers");
    return section.make(() -> new Site(id.get(), cidr.get(), gateways.get(), peers.get()));
  }

  private static Field<Daemon> daemon(Section section) {
    var name = section.text("name");
    var address = section.text("address", Address::parse);
    return section.make(() -> new Daemon(name.get(), address.get()));
  }

  private static Field<List<Address>> optional(Section section, String key) {
    return section.has(key) ? section.texts(key, Address::parse) : new Field<>(List.of());
  }
}
