package atoll.bench;

/** One thing that is measured, beside what it is compared with. */
interface Benchmark {
    /** Measures and adds to {@code report}; {@code scale} 1 is the full run, less is a trial of the benchmark itself. */
    void run(Report report, double scale) throws Exception;
}
