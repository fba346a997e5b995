package atoll.contract.process;

/** {@code child} is started when {@code needs} is ready. */
public record Dependency(String child, String needs) {}
