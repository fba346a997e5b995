package atoll.server.terminal;

/** What a byte that is typed means. */
enum Key {
    PLAIN,
    // Before CR and NL are told apart.
    START,
    STOP,
    INTR,
    QUIT,
    SUSP,
    // After it, and only where lines are edited.
    NEWLINE,
    ERASE,
    WERASE,
    KILL,
    LNEXT,
    REPRINT,
    EOF,
    EOL
}
