package atoll.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a parameter of type {@link Region} of a contract's method: the region is lent for the call, not moved. The caller can
 * use it again when the call is over, whatever way it ended, and what the server has of it is of no use from then on.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Lent {}
