package atoll.contract.block;

/**
 * What a device has.
 *
 * @param blockSize bytes in a block
 * @param blocks blocks are numbered from 0
 * @param medium what holds the blocks, to be named in each call; another one, and what was written before is not on it
 */
public record Geometry(int blockSize, long blocks, long medium) {}
