package io.eightnines.cdktf.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.hashicorp.cdktf.providers.aws.provider.AwsProvider;
import com.hashicorp.cdktf.providers.google.provider.GoogleProvider;
import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One schema server per provider, which knows all that some stacks use of it. */
public final class Providers {
  private static final Map<String, Class<?>> BINDINGS =
      Map.of("aws", AwsProvider.class, "google", GoogleProvider.class);

  private final SortedMap<String, SchemaServer> servers = new TreeMap<>();

  private Providers() {}

  /** Starts the providers of these stacks. */
  public static Providers of(Collection<JsonNode> stacks) throws IOException {
    var providers = new Providers();
    for (var provider : new TreeSet<>(BINDINGS.keySet())) {
      var schema =
          schema(provider, used(provider, "resource", stacks), used(provider, "data", stacks));
      providers.servers.put(provider, SchemaServer.start(schema));
    }
    return providers;
  }

  SortedMap<String, Integer> ports() {
    var ports = new TreeMap<String, Integer>();
    servers.forEach((provider, server) -> ports.put(provider, server.port()));
    return ports;
  }

  private static Schema schema(String provider, SortedSet<String> resources, SortedSet<String> data)
      throws IOException {
    var modules = new HashSet<String>();
    modules.add("provider");
    resources.forEach(type -> modules.add(Derivation.module(type, false)));
    data.forEach(type -> modules.add(Derivation.module(type, true)));
    var bindings = BINDINGS.get(provider);
    if (bindings == null) {
      throw new IllegalArgumentException("no bindings for provider " + provider);
    }
    return Derivation.derive(Assembly.read(bindings, modules), resources, data);
  }

  private static SortedSet<String> used(String provider, String kind, Collection<JsonNode> stacks) {
    var types = new TreeSet<String>();
    for (var stack : stacks) {
      for (var type : stack.path(kind).properties()) {
        if (type.getKey().startsWith(provider + "_")) {
          types.add(type.getKey());
        }
      }
    }
    return types;
  }
}
