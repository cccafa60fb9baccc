package io.eightnines.client.channel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hc.client5.http.async.methods.AbstractBinResponseConsumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;

/** Collects an answer of bounded size. */
final class BoundedResponse extends AbstractBinResponseConsumer<Response> {
  /** Far above the largest draw; a peer that sends more is broken or hostile. */
  static final int MAX_BODY_BYTES = 16 << 20;

  private final Map<String, String> headers = new LinkedHashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private final Runnable released;
  private int status;

  /** {@code released} runs when the exchange has no more use for its connection. */
  BoundedResponse(Runnable released) {
    this.released = released;
  }

  @Override
  protected void start(HttpResponse response, ContentType contentType) {
    status = response.getCode();
    for (Header header : response.getHeaders()) {
      headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
    }
  }

  @Override
  protected int capacityIncrement() {
    return 1 << 16;
  }

  @Override
  protected void data(ByteBuffer source, boolean endOfStream) throws IOException {
    if (body.size() + source.remaining() > MAX_BODY_BYTES) {
      throw new IOException("the answer is larger than " + MAX_BODY_BYTES + " bytes");
    }
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    body.writeBytes(bytes);
  }

  @Override
  protected Response buildResult() {
    return new Response(status, headers, body.toByteArray());
  }

  @Override
  public void releaseResources() {
    released.run();
  }
}
