package atoll.personality.java;

/** The standard streams of a process. */
public enum Standard {
    INPUT,
    OUTPUT,
    ERROR
}
