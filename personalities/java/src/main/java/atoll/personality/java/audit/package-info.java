/** Running a program without refusals, to learn which grants it needs. */
@org.jspecify.annotations.NullMarked
package atoll.personality.java.audit;
