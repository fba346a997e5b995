package atoll.contract.file;

/** What an id stands for. */
public enum FileKind {
    FILE,
    FOLDER,
    /** A text, which the client reads as a path; see {@link FileTree#target}. */
    LINK,
    /** Something of the server's that can be seen and removed, but neither read nor written. */
    OTHER
}
