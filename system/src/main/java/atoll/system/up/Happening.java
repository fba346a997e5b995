package atoll.system.up;

/** Something that happened to a process of a system, one line. */
public record Happening(long atMillis, String process, String what) {}
