package atoll.server.vfs;

import atoll.contract.file.FileTree;

/** What is mounted somewhere. */
record Mount(long number, FileTree tree) {}
