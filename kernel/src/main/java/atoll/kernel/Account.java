package atoll.kernel;

/**
 * What a process has used so far.
 *
 * @param cpuNanos processor time of its threads, also of those that ended, and of the carriers of its virtual threads
 * @param allocated bytes of heap that they allocated, collected since or not
 * @param threads that live now, without carriers
 * @param regions bytes of the regions that it owns now; of one that is shared the first of its owners is charged
 * @param copied bytes that it had the kernel copy to, from and between regions
 */
public record Account(long cpuNanos, long allocated, int threads, long regions, long copied) {}
