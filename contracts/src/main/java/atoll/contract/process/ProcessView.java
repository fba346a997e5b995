package atoll.contract.process;

/**
 * A process at one moment.
 *
 * @param threads that live, without carriers
 * @param cpuNanos processor time so far
 * @param allocated bytes of heap that it has allocated, collected since or not
 * @param regions bytes of the regions that it owns
 * @param copied bytes that it had the kernel copy to, from and between regions
 * @param starts how many processes its service has had up to this one; 0 when no supervisor keeps it running
 */
public record ProcessView(
        int pid,
        String name,
        String state,
        int threads,
        long cpuNanos,
        long allocated,
        long regions,
        long copied,
        int starts) {}
