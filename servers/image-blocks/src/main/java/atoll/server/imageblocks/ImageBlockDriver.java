package atoll.server.imageblocks;

import atoll.contract.Names;
import atoll.contract.block.BlockDevice;
import atoll.contract.process.Health;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * {@code ImageBlockDriver IMAGE BLOCK_SIZE [ro]}: a disk in a file of this process's name space, where a file of the host is
 * mounted, served as {@code blocks}. The file is as long as the disk. The medium is the file: the next driver has the same.
 */
public final class ImageBlockDriver {
    private static final CountDownLatch NEVER = new CountDownLatch(1);

    private ImageBlockDriver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        boolean writable = args.length == 2 || !args[2].equals("ro");
        Image image = new Image(Path.of(args[0]), writable);
        ImageBlocks blocks = new ImageBlocks(image, Integer.parseInt(args[1]));
        Names.serve("blocks", BlockDevice.class, blocks);
        Names.serveIfGiven("health", Health.class, blocks);
        NEVER.await();
    }
}
