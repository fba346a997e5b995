package atoll.library.file;

/** Where a path leads: a tree, and a path in it. */
record Spot(Root root, String path) {}
