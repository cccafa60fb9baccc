package io.eightnines.gateway.ledger;

import io.eightnines.client.draw.ChainName;
import io.eightnines.client.draw.CustomerId;
import io.eightnines.client.draw.DrawId;
import io.eightnines.log.Position;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What members of a group write to each other: a format number, a count, and so many parts. Texts
 * are in {@link DataOutputStream}'s UTF-8, draws are preceded by their length.
 */
final class LedgerCodec {

  private static final byte FORMAT = 1;
  private static final String NONE = "";

  /** Longer than any draw may be; what claims more is garbled. */
  private static final int MOST_BYTES = 16 << 20;

  private LedgerCodec() {}

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private interface Part<T> {
    T from(DataInputStream in) throws IOException;
  }

  static byte[] candidates(List<Candidate> candidates) {
    return bytes(out -> {
      out.writeInt(candidates.size());
      for (Candidate candidate : candidates) {
        write(out, candidate);
      }
    });
  }

  /**
   * Reads what {@link #candidates(List)} wrote.
   *
   * @throws IOException if it is of another format
   */
  static List<Candidate> candidates(byte[] bytes) throws IOException {
    DataInputStream in = opened(bytes);
    return parts(in, LedgerCodec::candidate);
  }

  static byte[] verdicts(List<Verdict> verdicts) {
    return bytes(out -> {
      out.writeInt(verdicts.size());
      for (Verdict verdict : verdicts) {
        switch (verdict) {
          case Verdict.Issued _ -> out.writeByte(0);
          case Verdict.Taken taken -> {
            out.writeByte(1);
            write(out, taken.canonical());
          }
          case Verdict.UnknownPrevious _ -> out.writeByte(2);
        }
      }
    });
  }

  /** Reads what {@link #verdicts(List)} wrote. */
  static List<Verdict> verdicts(byte[] bytes) throws IOException {
    return parts(
        opened(bytes),
        in -> {
          int kind = in.readByte();
          return switch (kind) {
            case 0 -> new Verdict.Issued();
            case 1 -> new Verdict.Taken(draw(in));
            case 2 -> new Verdict.UnknownPrevious();
            default -> throw new IOException("verdict has kind " + kind + ", expected 0 to 2");
          };
        });
  }

  static byte[] question(Question question) {
    return bytes(out -> {
      switch (question) {
        case Question.RowsAfter rows -> {
          out.writeByte(0);
          out.writeLong(rows.row());
        }
        case Question.DrawOf draw -> {
          out.writeByte(1);
          out.writeUTF(draw.id().value());
        }
      }
    });
  }

  static Question question(byte[] bytes) throws IOException {
    DataInputStream in = opened(bytes);
    int kind = in.readByte();
    return switch (kind) {
      case 0 -> new Question.RowsAfter(in.readLong());
      case 1 -> new Question.DrawOf(new DrawId(in.readUTF()));
      default -> throw new IOException("question has kind " + kind + ", expected 0 or 1");
    };
  }

  static byte[] page(Question.Page page) {
    return bytes(out -> {
      out.writeLong(page.applied().term());
      out.writeLong(page.applied().index());
      out.writeBoolean(page.isLast());
      out.writeInt(page.rows().size());
      for (Candidate row : page.rows()) {
        write(out, row);
      }
    });
  }

  static Question.Page page(byte[] bytes) throws IOException {
    DataInputStream in = opened(bytes);
    Position applied = new Position(in.readLong(), in.readLong());
    boolean last = in.readBoolean();
    return new Question.Page(applied, last, parts(in, LedgerCodec::candidate));
  }

  private static void write(DataOutputStream out, Candidate candidate) throws IOException {
    Candidate.Place place = candidate.place();
    DrawId previous = place.previous();
    out.writeUTF(place.customer().value());
    out.writeUTF(place.chain().value());
    out.writeUTF(previous == null ? NONE : previous.value());
    out.writeUTF(candidate.id().value());
    write(out, candidate.canonical());
  }

  private static Candidate candidate(DataInputStream in) throws IOException {
    CustomerId customer = new CustomerId(in.readUTF());
    ChainName chain = new ChainName(in.readUTF());
    String previous = in.readUTF();
    @Nullable DrawId after = previous.equals(NONE) ? null : new DrawId(previous);
    return new Candidate(
        new Candidate.Place(customer, chain, after), new DrawId(in.readUTF()), draw(in));
  }

  private static void write(DataOutputStream out, byte[] draw) throws IOException {
    out.writeInt(draw.length);
    out.write(draw);
  }

  private static byte[] draw(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("a draw has " + length + " bytes, expected at most " + MOST_BYTES);
    }
    byte[] draw = new byte[length];
    in.readFully(draw);
    return draw;
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      writing.to(out);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes all that is written", e);
    }
    return bytes.toByteArray();
  }

  private static DataInputStream opened(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("message has format " + format + ", expected " + FORMAT);
    }
    return in;
  }

  private static <T> List<T> parts(DataInputStream in, Part<T> part) throws IOException {
    int count = in.readInt();
    List<T> parts = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        parts.add(part.from(in));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("a name or an id is none: " + e.getMessage(), e);
    }
    return parts;
  }
}
