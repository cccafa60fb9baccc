package io.eightnines.cdktf.provider;

import io.grpc.HandlerRegistry;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerMethodDefinition;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers Terraform's plugin protocol (version 5) on a loopback port, for one provider: the schema
 * when asked for it, consent to any configuration, and "not implemented" to everything that would
 * touch a resource.
 */
final class SchemaServer {
  /** Held, or the level set on it would be collected with it. */
  private static final Logger GRPC = Logger.getLogger("io.grpc");

  private static final String PROVIDER = "tfplugin5.Provider/";
  private static final byte[] NOTHING = {};

  private final Server server;

  private SchemaServer(Server server) {
    this.server = server;
  }

  static SchemaServer start(Schema schema) throws IOException {
    GRPC.setLevel(Level.OFF); // each run of terraform leaves a half-open connection to complain of
    var address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
    var server =
        OkHttpServerBuilder.forPort(address, InsecureServerCredentials.create())
            .fallbackHandlerRegistry(new Methods(Wire.response(schema)))
            .build()
            .start();
    return new SchemaServer(server);
  }

  int port() {
    return server.getPort();
  }

  /** The methods by name, over messages that stay bytes. */
  private static final class Methods extends HandlerRegistry {
    private final byte[] schema;

    private Methods(byte[] schema) {
      this.schema = schema;
    }

    @Override
    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
        String method, @Nullable String authority) {
      if (!method.startsWith(PROVIDER)) {
        return null;
      }
      return switch (method.substring(PROVIDER.length())) {
        case "GetSchema" -> answering(method, schema);
        // Request and answer hold the configuration in the same field.
        case "PrepareProviderConfig" -> echoing(method);
        case "ValidateResourceTypeConfig", "ValidateDataSourceConfig", "Configure", "Stop" ->
            answering(method, NOTHING);
        default -> null;
      };
    }

    private static ServerMethodDefinition<byte[], byte[]> answering(String method, byte[] answer) {
      return ServerMethodDefinition.create(
          descriptor(method),
          ServerCalls.asyncUnaryCall((_, observer) -> {
            observer.onNext(answer);
            observer.onCompleted();
          }));
    }

    private static ServerMethodDefinition<byte[], byte[]> echoing(String method) {
      return ServerMethodDefinition.create(
          descriptor(method),
          ServerCalls.asyncUnaryCall((request, observer) -> {
            observer.onNext(request);
            observer.onCompleted();
          }));
    }

    private static MethodDescriptor<byte[], byte[]> descriptor(String method) {
      return MethodDescriptor.<byte[], byte[]>newBuilder(new Bytes(), new Bytes())
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(method)
          .build();
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
