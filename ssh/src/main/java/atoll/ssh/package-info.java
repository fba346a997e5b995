/** Sessions over SSH. No module: the two jars of Apache MINA SSHD have packages of the same names. */
@NullMarked
package atoll.ssh;

import org.jspecify.annotations.NullMarked;
