package atoll.linker;

/**
 * A rewritten class.
 *
 * @param slotAt where in it the name of the placeholder slot stands, which each process replaces by its own; -1: nowhere
 */
record Linked(byte[] bytes, int slotAt) {}
