package guest;

import atoll.contract.Names;
import atoll.contract.Region;
import atoll.contract.block.BlockDevice;
import atoll.contract.file.FileTree;
import atoll.library.file.OpenFile;
import atoll.library.file.Volume;
import java.io.IOException;

/**
 * {@code FileCopier HOW ROUNDS}: reads or writes all of the file "data" of "files", or all of the disk "blocks", so often.
 * HOW: "read array", "write array", "read region", "write region", "read blocks", "write blocks". Each byte of what is read
 * is to be {@link #at}; exits with 1 if one is not.
 */
public final class FileCopier {
    private static final int PIECE = 1 << 16;

    private FileCopier() {}

    /** The byte at that place of the file. */
    public static byte at(long place) {
        return (byte) (place * 31 + (place >> 8) + (place >> 16));
    }

    public static void main(String[] args) throws IOException {
        boolean good = true;
        for (int i = Integer.parseInt(args[1]); i > 0; i--) {
            good &= args[0].endsWith("blocks") ? blocks(args[0]) : file(args[0]);
        }
        System.exit(good ? 0 : 1);
    }

    private static boolean file(String how) throws IOException {
        OpenFile file = new Volume(Names.find("files", FileTree.class)).open("data");
        long size = file.size();
        byte[] bytes = new byte[PIECE];
        boolean good = true;
        try (Region region = Region.allocate(PIECE)) {
            fill(region);
            for (int i = 0; i < PIECE; i++) {
                bytes[i] = at(i);
            }
            for (long place = 0; place < size; place += PIECE) {
                switch (how) {
                    case "read array" -> good &= file.read(place, bytes, 0, PIECE) == PIECE && isRight(place, bytes);
                    case "write array" -> file.write(place, bytes, 0, PIECE);
                    case "read region" -> good &= file.read(place, region, 0, PIECE) == PIECE && isRight(place, region);
                    case "write region" -> file.write(place, region, 0, PIECE);
                    default -> throw new IllegalArgumentException(how);
                }
            }
        }
        return good;
    }

    private static boolean blocks(String how) throws IOException {
        BlockDevice device = Names.find("blocks", BlockDevice.class);
        long medium = device.geometry().medium();
        int size = device.geometry().blockSize();
        long all = device.geometry().blocks() * size;
        boolean good = true;
        try (Region region = Region.allocate(PIECE)) {
            fill(region);
            for (long place = 0; place < all; place += PIECE) {
                if (how.equals("read blocks")) {
                    device.read(medium, place / size, PIECE / size, region, 0);
                    good &= isRight(place, region);
                } else {
                    device.write(medium, place / size, PIECE / size, region, 0);
                }
            }
        }
        return good;
    }

    /** Number by number, which is a use of the region and no copy of its bytes. */
    private static void fill(Region region) {
        for (int i = 0; i < PIECE; i++) {
            region.put(i, at(i));
        }
    }

    private static boolean isRight(long place, byte[] bytes) {
        boolean right = true;
        for (int i = 0; i < PIECE; i++) {
            right &= bytes[i] == at(place + i);
        }
        return right;
    }

    private static boolean isRight(long place, Region region) {
        boolean right = true;
        for (int i = 0; i < PIECE; i++) {
            right &= region.get(i) == at(place + i);
        }
        return right;
    }
}
