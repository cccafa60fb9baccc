package io.eightnines.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Where each key of a YAML document stands: a map from a path such as {@code endpoints[0].weight}
 * to its line, counted from 1, and the faults that only the text can show.
 */
record YamlOutline(Map<String, Integer> lines, List<InvalidConfiguration.Fault> faults) {

  /** Reads the outline; a document that is not YAML has an empty one and a single fault. */
  static YamlOutline of(String text) {
    YamlOutline outline = new YamlOutline(new LinkedHashMap<>(), new ArrayList<>());
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      if (root == null) {
        outline.faults.add(new InvalidConfiguration.Fault(1, "the file holds no key"));
      } else {
        outline.walk("", root);
      }
    } catch (MarkedYAMLException e) {
      outline.faults.add(new InvalidConfiguration.Fault(line(e.getProblemMark()), describe(e)));
    }
    return outline;
  }

  /** The line of a path, or of its nearest ancestor that is written down. */
  int lineOf(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) {
        return line;
      }
    }
    return 1;
  }

  static String child(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private void walk(String path, Node node) {
    if (node.getAnchor() != null) {
      fault(node, path + ": anchors and aliases are not allowed, write the value out");
      return;
    }
    if (node instanceof MappingNode mapping) {
      for (NodeTuple entry : mapping.getValue()) {
        walkEntry(path, entry);
      }
    } else if (node instanceof SequenceNode sequence) {
      int index = 0;
      for (Node element : sequence.getValue()) {
        String at = path + "[" + index++ + "]";
        lines.put(at, line(element.getStartMark()));
        walk(at, element);
      }
    }
  }

  private void walkEntry(String path, NodeTuple entry) {
    if (!(entry.getKeyNode() instanceof ScalarNode key)) {
      fault(entry.getKeyNode(), path + ": a key must be a plain word");
      return;
    }
    String at = child(path, key.getValue());
    Integer first = lines.putIfAbsent(at, line(key.getStartMark()));
    if (first != null) {
      fault(key, at + ": this key is given twice, first on line " + first);
    }
    if (entry.getValueNode().getTag().equals(Tag.NULL)) {
      fault(key, at + ": has no value, give one or leave the key out");
    }
    walk(at, entry.getValueNode());
  }

  private void fault(Node node, String problem) {
    faults.add(new InvalidConfiguration.Fault(line(node.getStartMark()), problem));
  }

  private static int line(@Nullable Mark mark) {
    return mark == null ? 1 : mark.getLine() + 1;
  }

  private static String describe(MarkedYAMLException e) {
    return "not valid YAML: "
        + e.getProblem()
        + (e.getContext() == null ? "" : " (" + e.getContext() + ")");
  }
}
