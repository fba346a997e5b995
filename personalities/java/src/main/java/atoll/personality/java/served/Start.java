package atoll.personality.java.served;

/** Where the walk along a path begins: a tree, and the path in it. */
record Start(ServedTree tree, String path) {}
