package atoll.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a contract: the named right that the caller's capability must hold. Otherwise the call ends in
 * {@link Refused}.
 *
 * <p>A method without it needs no more than the capability itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Right {
    /** Name of the right: a lower-case word such as {@code write}. Its meaning is the contract's own. */
    String value();
}
