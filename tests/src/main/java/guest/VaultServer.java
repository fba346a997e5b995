package guest;

import atoll.contract.Names;
import atoll.contract.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Serves {@link Vault}, honestly or not. */
public final class VaultServer implements Vault {
    private static final int STEP = 64;
    private static final int GUARDED = 2_000;

    private volatile @Nullable Region kept;
    private volatile @Nullable Region lent;
    private volatile @Nullable Pipe pipe;
    private final StringBuffer seen = new StringBuffer();

    private VaultServer() {}

    public static void main(String[] args) throws InterruptedException {
        Names.serve("vault", Vault.class, new VaultServer());
        System.out.println("serving");
        System.out.flush();
        Thread.sleep(Long.MAX_VALUE);
    }

    @Override
    public void put(Region region) {
        kept = region;
    }

    @Override
    public @Nullable Region get() {
        Region given = kept;
        kept = null;
        return given;
    }

    @Override
    public Region pass(Region region) {
        region.putInt(0, region.getInt(0) + 1);
        return region;
    }

    @Override
    public void two(Region one, Region other) {
        one.copy(0, other, 0, one.size());
        kept = other;
    }

    @Override
    public void twice(Region one, Region other) {
        one.copy(0, other, 0, one.size());
    }

    @Override
    public int sum(Region region) {
        byte[] step = new byte[STEP];
        int sum = 0;
        for (int at = 0; at < region.size(); at += step.length) {
            int length = Math.min(step.length, region.size() - at);
            region.read(at, step, 0, length);
            for (int i = 0; i < length; i++) {
                sum += step[i];
            }
        }
        return sum;
    }

    @Override
    public int peek(Region region, String what) {
        if (what.equals("halt")) {
            Runtime.getRuntime().halt(1);
        }
        return region.getInt(0);
    }

    @Override
    public String lent(String what, Region region) {
        return act(what, region);
    }

    @Override
    public String moved(String what, Region region) {
        return act(what, region);
    }

    private String act(String what, Region region) {
        return switch (what) {
            case "keep" -> {
                lent = region;
                yield "kept";
            }
            case "close" -> told(region::close);
            case "share" -> told(region::share);
            case "store" -> {
                region.putInt(0, 7);
                yield "stored";
            }
            case "badge" -> Long.toString(Names.badge());
            case "throw" -> throw new IllegalArgumentException("thrown");
            case "overflow" -> act(what, region) + what;
            case "spin" -> {
                System.out.println("inside");
                System.out.flush();
                for (int i = 0; ; i++) {
                    region.putInt(0, i);
                }
            }
            case "sleep" -> {
                lent = region;
                System.out.println("inside");
                System.out.flush();
                yield sleep();
            }
            case "moveOn" -> told(() -> Names.find("next", Vault.class).put(region));
            case "lendOn" -> "" + Names.find("next", Vault.class).sum(region);
            case "keepOn" -> Names.find("next", Vault.class).lent("keep", region);
            case "halt" -> {
                Runtime.getRuntime().halt(1);
                yield what;
            }
            case "guard" -> guard(region);
            case "return" -> {
                lent = region;
                kept = region;
                yield "kept";
            }
            case "write" -> write(region);
            case "stay" -> {
                lent = region;
                yield stay(region);
            }
            default -> throw new IllegalArgumentException(what);
        };
    }

    /** Writes where the last owner wrote, and looks whether it stays. */
    private static String guard(Region region) {
        String outcome = "kept";
        for (int i = 0; i < GUARDED; i++) {
            region.putInt(0, -i);
            if (region.getInt(0) != -i) {
                outcome = "ESCAPED was written to";
            }
        }
        region.close();
        return outcome;
    }

    private String sleep() {
        try {
            Thread.sleep(Long.MAX_VALUE);
            return "woken";
        } catch (InterruptedException e) {
            return "interrupted";
        }
    }

    /** A thread of the server stays in the region when the call is over: it fills a pipe that nobody empties. */
    private String stay(Region region) {
        try {
            Pipe opened = Pipe.open();
            pipe = opened;
            new Thread(() -> {
                        try {
                            seen.append(region.writeTo(opened.sink(), 0, region.size()));
                        } catch (IOException | IllegalStateException e) {
                            seen.append(e);
                        }
                        seen.append(told(() -> region.get(0)));
                    })
                    .start();
            return "inside " + opened.source().read(ByteBuffer.allocate(1));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String drain(int bytes) {
        try {
            ByteBuffer all = ByteBuffer.allocate(bytes);
            while (all.hasRemaining()) {
                pipe.source().read(all);
            }
            while (!seen.toString().contains("over")) {
                Thread.onSpinWait();
            }
            return seen.toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String write(Region region) {
        try (FileChannel file = FileChannel.open(
                Path.of("/tmp/vault"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            int written = region.writeTo(file, 0, region.size());
            int read = region.readFrom(file, 0, 0, region.size());
            return written + " " + read;
        } catch (IOException e) {
            return e.toString();
        }
    }

    static String told(Runnable tried) {
        try {
            tried.run();
            return "done";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    @Override
    public String about(String what) {
        Region asked = what.endsWith("Lent") ? lent : kept;
        if (asked == null) {
            return "none";
        }
        return switch (what) {
            case "getLent", "get" -> told(() -> asked.getInt(0));
            case "putLent", "put" -> told(() -> asked.putInt(0, -1));
            case "closeLent" -> told(asked::close);
            case "moveLent" -> told(() -> Names.find("next", Vault.class).put(asked));
            case "usable" -> "" + asked.isUsable();
            case "value" -> "" + asked.getInt(0);
            case "textLent", "text" -> asked.toString();
            case "releaseLent" -> drain(asked.size() - 1);
            default -> throw new IllegalArgumentException(what);
        };
    }

    @Override
    public void guarded(Region region) {
        kept = region;
    }
}
