package dev.eksdsl.forecast;

import java.util.Arrays;
import java.util.List;

/** Goes through the activities of a graph, in one world after another. Times are in seconds from now. Not thread-safe. */
final class Passage {

    private final List<Node> nodes;
    private final Standing standing;
    private final double[] begins;
    private final double[] ends;
    private final double[] freeLanes;

    Passage(List<Node> nodes, int lanes, Standing standing) {
        this.nodes = nodes;
        this.standing = standing;
        this.begins = new double[nodes.size()];
        this.ends = new double[nodes.size()];
        this.freeLanes = new double[lanes];
    }

    /** When all is over. What is under way comes first: it holds its lane, wherever it stands in the list. */
    double end(int world) {
        Arrays.fill(freeLanes, 0);
        for (int place = 0; place < nodes.size(); place++) {
            begins[place] = 0;
            ends[place] = 0;
            if (!standing.isOver(place) && standing.hasBegun(place)) {
                end(place, nodes.get(place).leftIn(world, standing.elapsed(place)));
            }
        }
        for (int place = 0; place < nodes.size(); place++) {
            if (!standing.isOver(place) && !standing.hasBegun(place)) {
                Node node = nodes.get(place);
                begins[place] = begin(node);
                end(place, begins[place] + node.in(world));
            }
        }
        return Arrays.stream(ends).max().orElse(0);
    }

    private void end(int place, double time) {
        ends[place] = time;
        int lane = nodes.get(place).lane();
        if (lane >= 0) {
            freeLanes[lane] = Math.max(freeLanes[lane], time);
        }
    }

    private double begin(Node node) {
        double begin = node.lane() >= 0 ? freeLanes[node.lane()] : 0;
        for (int before : node.after()) {
            begin = Math.max(begin, ends[before]);
        }
        for (int before : node.afterBegun()) {
            begin = Math.max(begin, begins[before]);
        }
        return begin;
    }
}
