package io.eightnines.http;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.EagerContentHandler;

/**
 * Takes in a short body before a thread is given to the request. So no slow sender holds a thread,
 * and no refusal leaves a body unread: the server would close that connection after its answer,
 * without a word, under the next request of the same client.
 *
 * <p>A body that is announced as longer is left to who needs it; where it is refused, the
 * connection ends.
 */
final class ShortBodies {

  private static final long MAX_BYTES = 64 * 1024;

  /** What a chunk takes beside its bytes, so that many tiny ones are bounded too. */
  private static final int CHUNK_BYTES = 64;

  private ShortBodies() {}

  static Handler.Singleton handler() {
    EagerContentHandler handler =
        new EagerContentHandler(
            new EagerContentHandler.RetainedContentLoaderFactory(MAX_BYTES, CHUNK_BYTES, false));
    handler.exclude(ShortBodies::isAnnouncedAsLong);
    return handler;
  }

  private static boolean isAnnouncedAsLong(Request request) {
    return request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH) > MAX_BYTES;
  }
}
