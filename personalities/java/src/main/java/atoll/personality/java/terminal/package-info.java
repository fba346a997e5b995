/** The terminal of a process: its streams and its console. */
package atoll.personality.java.terminal;
