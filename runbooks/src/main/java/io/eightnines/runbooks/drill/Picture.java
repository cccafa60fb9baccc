package io.eightnines.runbooks.drill;

import io.eightnines.runbooks.load.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** A report as a page to look at: one HTML file that needs nothing else. */
final class Picture {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 260;
  private static final int LEFT = 70;
  private static final int BOTTOM = 40;
  private static final int TOP = 16;
  private static final double MARGIN = 1.1;

  /** Told apart by people who do not see red and green alike (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#000000");

  private static final String FAILED = "#d55e00";

  private final Report report;

  private Picture(Report report) {
    this.report = report;
  }

  /** The page. */
  static String of(Report report) {
    Picture picture = new Picture(report);
    return """
    <!doctype html>
    <html lang="en"><head><meta charset="utf-8"><title>%1$s</title>
    <style>
      body { font: 15px/1.45 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
      svg { width: 100%%; height: auto; background: #fafafa } text { font: 12px sans-serif }
      pre { background: #f4f4f4; padding: 1em; overflow-x: auto }
    </style></head><body>
    <h1>%1$s: %2$s</h1>
    <h2>From the fault to DNS, by trial</h2>
    %3$s
    <h2>Draws through the client, by second</h2>
    <p>Bars: slowest answer. Crosses: seconds with failures. Dashed: faults.</p>
    %4$s
    <h2>Figures</h2>
    <pre>%5$s</pre>
    </body></html>
    """
        .formatted(
            escaped(report.run().drill()),
            report.passed() ? "passed" : "FAILED",
            picture.trials(),
            picture.seconds(),
            escaped(report.toTable()));
  }

  private String trials() {
    double top =
        report.events().stream()
            .flatMap(event -> event.times().values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (top == 0) {
      return "<p>Nothing had to leave the answers.</p>";
    }
    Scale scale = new Scale(Math.max(2, report.events().size() + 1), top * MARGIN);
    List<String> names =
        new ArrayList<>(
            new TreeSet<>(
                report.events().stream()
                    .flatMap(event -> event.times().keySet().stream())
                    .toList()));
    StringBuilder marks = new StringBuilder(scale.axes("trial"));
    for (Report.Event event : report.events()) {
      for (Map.Entry<String, Double> time : event.times().entrySet()) {
        String label =
            "%s, trial %d (%s): %.1f ms"
                .formatted(time.getKey(), event.trial(), event.victims(), time.getValue());
        marks.append(
            String.format(
                Locale.ROOT,
                "<circle cx='%.1f' cy='%.1f' r='4' fill='%s'><title>%s</title></circle>%n",
                scale.x(event.trial()),
                scale.y(time.getValue()),
                colour(names.indexOf(time.getKey())),
                escaped(label)));
      }
    }
    for (int i = 0; i < names.size(); i++) {
      marks.append(
          String.format(
              Locale.ROOT,
              "<text x='%d' y='%d' fill='%s'>%s</text>%n",
              LEFT + 10 + i * 110,
              TOP - 3,
              colour(i),
              escaped(names.get(i))));
    }
    return framed(marks);
  }

  private String seconds() {
    List<Tally.Second> seconds = report.seconds();
    if (seconds.isEmpty()) {
      return "<p>No draws were asked for.</p>";
    }
    long origin = seconds.getFirst().atNanos();
    double length = (seconds.getLast().atNanos() - origin) / 1e9 + 1;
    double top = seconds.stream().mapToDouble(Tally.Second::slowestMs).max().orElse(1);
    Scale scale = new Scale(length, Math.max(1, top) * MARGIN);
    StringBuilder marks = new StringBuilder(scale.axes("seconds"));
    for (Report.Event event : report.events()) {
      double x = scale.x((event.atNanos() - origin) / 1e9);
      marks.append(
          String.format(
              Locale.ROOT,
              "<line x1='%1$.1f' x2='%1$.1f' y1='%2$d' y2='%3$d' stroke='#999'"
                  + " stroke-dasharray='3 3'><title>%4$s</title></line>%n",
              x,
              TOP,
              HEIGHT - BOTTOM,
              escaped("trial " + event.trial() + ": " + event.victims())));
    }
    double width = Math.max(1, scale.x(1) - scale.x(0) - 0.5);
    for (Tally.Second second : seconds) {
      marks.append(bar(scale, (second.atNanos() - origin) / 1e9, width, second));
    }
    return framed(marks);
  }

  private static String bar(Scale scale, double at, double width, Tally.Second second) {
    double y = scale.y(second.slowestMs());
    String label =
        "%.0f s: %d draws, %d failed, slowest %.1f ms"
            .formatted(at, second.requests(), second.failed(), second.slowestMs());
    String bar =
        String.format(
            Locale.ROOT,
            "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'><title>%s</title></rect>%n",
            scale.x(at),
            y,
            width,
            HEIGHT - BOTTOM - y,
            COLOURS.getFirst(),
            escaped(label));
    return second.failed() == 0
        ? bar
        : bar
            + String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%d' fill='%s'>&#215; %d</text>%n",
                scale.x(at),
                TOP + 12,
                FAILED,
                second.failed());
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  private static String framed(CharSequence marks) {
    return "<svg viewBox='0 0 %d %d' role='img'>%n%s</svg>".formatted(WIDTH, HEIGHT, marks);
  }

  /** Where values are drawn; milliseconds go up, the rest goes right. */
  private record Scale(double width, double millis) {
    double x(double value) {
      return LEFT + value / width * (WIDTH - LEFT - 10);
    }

    double y(double value) {
      return HEIGHT - BOTTOM - value / millis * (HEIGHT - BOTTOM - TOP);
    }

    String axes(String below) {
      StringBuilder axes = new StringBuilder();
      for (int i = 0; i <= 4; i++) {
        double value = millis * i / 4;
        axes.append(
            String.format(
                Locale.ROOT,
                "<line x1='%d' x2='%d' y1='%3$.1f' y2='%3$.1f' stroke='#ddd'/>"
                    + "<text x='%4$d' y='%5$.1f' text-anchor='end'>%6$.0f ms</text>%n",
                LEFT,
                WIDTH - 10,
                y(value),
                LEFT - 6,
                y(value) + 4,
                value));
        axes.append(
            String.format(
                Locale.ROOT,
                "<text x='%.1f' y='%d' text-anchor='middle'>%.0f</text>%n",
                x(width * i / 4),
                HEIGHT - BOTTOM + 16,
                width * i / 4));
      }
      return axes.append(
              String.format(
                  Locale.ROOT,
                  "<text x='%d' y='%d' text-anchor='middle'>%s</text>%n",
                  WIDTH / 2,
                  HEIGHT - 6,
                  escaped(below)))
          .toString();
    }
  }

  /** Text that means nothing to a browser, inside an element or a quoted attribute. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
