package atoll.bench;

import java.util.ArrayList;
import java.util.List;

/** Of rounds that follow each other: the machine may be another's from round to round. */
final class Ratios {
    private Ratios() {}

    /** The median of the ratios of single rounds. */
    static double ratio(List<Double> some, List<Double> others) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < some.size(); i++) {
            ratios.add(some.get(i) / others.get(i));
        }
        return middle(ratios);
    }

    static double middle(List<Double> values) {
        return at(values, values.size() / 2);
    }

    static double lowerQuartile(List<Double> values) {
        return at(values, values.size() / 4);
    }

    static double upperQuartile(List<Double> values) {
        return at(values, values.size() * 3 / 4);
    }

    private static double at(List<Double> values, int place) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[place];
    }
}
