package guest.hostile;

import atoll.contract.Region;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A region that no kernel made: its code would run in the other process. */
final class Forged implements Region {
    @Override
    public int size() {
        Attempt.ran("size");
        return 1;
    }

    @Override
    public byte get(int at) {
        Attempt.ran("get");
        return 0;
    }

    @Override
    public void put(int at, byte value) {
        Attempt.ran("put");
    }

    @Override
    public int getInt(int at) {
        Attempt.ran("getInt");
        return 0;
    }

    @Override
    public void putInt(int at, int value) {
        Attempt.ran("putInt");
    }

    @Override
    public long getLong(int at) {
        Attempt.ran("getLong");
        return 0;
    }

    @Override
    public void putLong(int at, long value) {
        Attempt.ran("putLong");
    }

    @Override
    public void read(int at, byte[] into, int from, int length) {
        Attempt.ran("read");
    }

    @Override
    public void write(int at, byte[] bytes, int from, int length) {
        Attempt.ran("write");
    }

    @Override
    public void copy(int at, Region to, int toAt, int length) {
        Attempt.ran("copy");
    }

    @Override
    public void fill(int at, int length, byte value) {
        Attempt.ran("fill");
    }

    @Override
    public int readFrom(ReadableByteChannel channel, int at, int length) {
        Attempt.ran("readFrom");
        return 0;
    }

    @Override
    public int readFrom(FileChannel file, long position, int at, int length) {
        Attempt.ran("readFrom");
        return 0;
    }

    @Override
    public int writeTo(WritableByteChannel channel, int at, int length) {
        Attempt.ran("writeTo");
        return 0;
    }

    @Override
    public int writeTo(FileChannel file, long position, int at, int length) {
        Attempt.ran("writeTo");
        return 0;
    }

    @Override
    public Region share() {
        Attempt.ran("share");
        return this;
    }

    @Override
    public boolean isShared() {
        Attempt.ran("isShared");
        return false;
    }

    @Override
    public boolean isUsable() {
        Attempt.ran("isUsable");
        return true;
    }

    @Override
    public void close() {
        Attempt.ran("close");
    }
}
