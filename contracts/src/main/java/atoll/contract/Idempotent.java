package atoll.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a method of a contract: to call it twice has the effect of calling it once, so a gate may repeat the call on a
 * restarted server.
 *
 * <p>A promise of who writes the contract; a gate cannot check it. Without it a call that was under way when the server died
 * ends in {@link PeerDied}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Idempotent {}
