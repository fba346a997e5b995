package greeter;

import atoll.contract.Right;

/** Greets people. */
public interface Greeter {
    record Person(String title, String name) {}

    /** What to say to this person. */
    String greet(Person person);

    /** Ends each greeting with {@code mark} from now on. */
    @Right("manage") void end(String mark);
}
