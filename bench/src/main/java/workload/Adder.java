package workload;

/** What the call benchmark calls; a contract. Each method costs as little as a method can. */
public interface Adder {
    /** The sum. */
    int add(int a, int b);

    /** The sum, which it keeps: a call of a method that only reads does not enter the server, one of this does. */
    int keep(int a, int b);

    /** The byte at {@code at}, so that all of {@code bytes} has to be there. */
    int at(byte[] bytes, int at);
}
