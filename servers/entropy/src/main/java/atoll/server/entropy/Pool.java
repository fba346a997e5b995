package atoll.server.entropy;

import atoll.contract.Region;
import atoll.contract.entropy.Entropy;
import atoll.contract.entropy.EntropyFault;
import atoll.contract.process.Health;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A generator that erases what it was: each call hashes the state into a key of its own and into the next state, which is put in its
 * place before a byte is made of the key. So what one call gave says nothing of another's, before or after it; and a call that
 * is cut short, where its caller's stack ends, has either changed nothing and given nothing, or has used up its key.
 */
final class Pool implements Entropy, Health {
    private static final int BLOCK = 64;

    // What a hash is for: its first byte.
    private static final byte STATE = 0;
    private static final byte KEY = 1;
    private static final byte OUTPUT = 2;

    /** Guarded by this. */
    private byte[] state;

    Pool(byte[] seed) {
        // Also the first use of what all calls use: it is initialised here, where there is stack enough.
        state = hash(STATE, seed, 0);
    }

    private static byte[] hash(byte what, byte[] from, long number) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-512");
            digest.update(what);
            digest.update(from);
            for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                digest.update((byte) (number >>> shift));
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("a JDK without SHA-512", e);
        }
    }

    /** For one call. */
    private synchronized byte[] key() {
        byte[] key = hash(KEY, state, 0);
        byte[] next = hash(STATE, state, 0);
        state = next;
        return key;
    }

    @Override
    public byte[] bytes(int count) throws IOException {
        check(count >= 0 && count <= MOST_BYTES, count);
        byte[] bytes = new byte[count];
        byte[] key = key();
        for (int done = 0; done < count; done += BLOCK) {
            System.arraycopy(hash(OUTPUT, key, done), 0, bytes, done, Math.min(BLOCK, count - done));
        }
        return bytes;
    }

    @Override
    public void fill(Region into, int at, int length) throws IOException {
        check(into != null && at >= 0 && length >= 0 && length <= MOST_BYTES, length);
        check(length <= into.size() - at, length);
        byte[] key = key();
        for (int done = 0; done < length; done += BLOCK) {
            into.write(at + done, hash(OUTPUT, key, done), 0, Math.min(BLOCK, length - done));
        }
    }

    private static void check(boolean holds, int count) throws IOException {
        if (!holds) {
            throw EntropyFault.INVALID.because(
                    count + " bytes, of at most " + MOST_BYTES + ", and in the region if there is one");
        }
    }

    /** Well is who gives the lock back that the calls take. */
    @Override
    public synchronized void beat() {}
}
