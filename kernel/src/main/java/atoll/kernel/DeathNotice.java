package atoll.kernel;

import java.util.List;

/**
 * Announces that a process is dead and that everything visible of it was released before.
 *
 * @param released what was released, one line each
 * @param undead threads that could not be stopped, with the JDK method each is in; empty unless something is wrong
 */
public record DeathNotice(int id, String name, ExitStatus status, List<String> released, List<String> undead) {}
