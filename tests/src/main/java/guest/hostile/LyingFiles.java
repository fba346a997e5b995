package guest.hostile;

import atoll.contract.Late;
import atoll.contract.Names;
import atoll.contract.PeerDied;
import atoll.contract.Refused;
import atoll.contract.Region;
import atoll.contract.Revoked;
import atoll.contract.file.Attributes;
import atoll.contract.file.FileFault;
import atoll.contract.file.FileId;
import atoll.contract.file.FileKind;
import atoll.contract.file.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/** A file server that tells one lie: what it was given as {@code real}, but for that. Without arguments it says which there are. */
public final class LyingFiles {
    private static final CountDownLatch NEVER = new CountDownLatch(1);
    private static final int LONG = 1_000_000;
    private static final int GIGABYTES = Integer.MAX_VALUE - 8;

    private static volatile boolean told;

    private final Map<String, Forwarded> lies = new TreeMap<>();

    private LyingFiles() {
        attributes();
        kinds();
        names();
        links();
        bytes();
        errors();
        others();
    }

    public static void main(String[] args) throws InterruptedException {
        Map<String, Forwarded> lies = new LyingFiles().lies;
        if (args.length == 0) {
            lies.keySet().forEach(System.out::println);
            return;
        }
        Forwarded lie = lies.get(args[0]);
        lie.real = Names.find("real", FileTree.class);
        Names.serve("files", FileTree.class, lie);
        NEVER.await();
    }

    private static <T> T lie(T what) {
        if (!told) {
            told = true;
            System.out.println("told");
        }
        return what;
    }

    // -- attributes

    private static Forwarded ofFiles(UnaryOperator<Attributes> lie) {
        return new Forwarded() {
            @Override
            Attributes said(Attributes file) {
                return lie(lie.apply(file));
            }
        };
    }

    private void attributes() {
        lies.put("no attributes", ofFiles(file -> null));
        lies.put("no id", ofFiles(file -> new Attributes(null, file.kind(), file.size(), file.modified())));
        lies.put("no kind", ofFiles(file -> new Attributes(file.id(), null, file.size(), file.modified())));
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, GIGABYTES, 0}) {
            lies.put("size " + size, ofFiles(file -> new Attributes(file.id(), file.kind(), size, file.modified())));
        }
        for (long time : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
            lies.put("time " + time, ofFiles(file -> new Attributes(file.id(), file.kind(), file.size(), time)));
        }
        lies.put("no root", new Forwarded() {
            @Override
            Attributes saidOfRoot(Attributes root) {
                return lie(null);
            }
        });
        lies.put("all one file", ofFiles(new UnaryOperator<>() {
            private Attributes first;

            @Override
            public Attributes apply(Attributes file) {
                first = first == null ? file : first;
                return first;
            }
        }));
        lies.put("new ids", new Forwarded() {
            private final Map<FileId, FileId> meant = new ConcurrentHashMap<>();
            private final Random random = new Random(1);

            @Override
            Attributes said(Attributes file) {
                FileId id = new FileId(random.nextLong(), random.nextLong());
                meant.put(id, file.id());
                return lie(new Attributes(id, file.kind(), file.size(), file.modified()));
            }

            @Override
            Attributes saidOfRoot(Attributes root) {
                return said(root);
            }

            @Override
            FileId meant(FileId id) {
                return meant.getOrDefault(id, id);
            }
        });
    }

    private static Attributes as(FileKind kind, Attributes file) {
        return new Attributes(file.id(), kind, file.size(), file.modified());
    }

    private void kinds() {
        for (FileKind kind : FileKind.values()) {
            lies.put("all " + kind, ofFiles(file -> as(kind, file)));
            lies.put("the root a " + kind, new Forwarded() {
                @Override
                Attributes saidOfRoot(Attributes root) {
                    return lie(as(kind, root));
                }
            });
        }
        for (int seed = 1; seed <= 5; seed++) {
            Random random = new Random(seed);
            lies.put("another kind each time " + seed, new Forwarded() {
                @Override
                Attributes said(Attributes file) throws IOException {
                    int which = random.nextInt(FileKind.values().length + 2);
                    if (which == FileKind.values().length) {
                        throw FileFault.NOT_FOUND.because("gone");
                    }
                    return which > FileKind.values().length ? file : lie(as(FileKind.values()[which], file));
                }

                @Override
                String saidOfLink(FileId link) {
                    return random.nextBoolean() ? "/data/file" : "../data/folder";
                }
            });
        }
        lies.put("a tree without an end", new Forwarded() {
            @Override
            Attributes said(Attributes file) throws IOException {
                return lie(real.root());
            }

            @Override
            String[] said(String[] names, String after, int most) {
                return after.isEmpty() ? new String[] {"folder"} : new String[0];
            }
        });
    }

    // -- names

    private static Forwarded listing(String... page) {
        return new Forwarded() {
            @Override
            String[] said(String[] names, String after, int most) {
                return lie(page);
            }
        };
    }

    private void names() {
        lies.put("no page", listing((String[]) null));
        for (String name : new String[] {
            null, "", ".", "..", "../../tmp/own", "/tmp/own", "a/b", "a\0b", "x".repeat(256), "x".repeat(LONG)
        }) {
            String label = name == null ? "null" : name.length() > 255 ? name.length() + " times x" : name;
            lies.put("name " + label.replace('\0', '0'), listing(name));
        }
        lies.put("half a character", listing("\ud800"));
        lies.put("line ends in names", listing("\n", "\r\n: result"));
        lies.put("the same names again", listing("file", "folder"));
        lies.put("names backwards", listing("folder", "file"));
        lies.put("more names than asked", new Forwarded() {
            @Override
            String[] said(String[] names, String after, int most) {
                return lie(page(0, most + 1));
            }
        });
        lies.put("a full page again and again", new Forwarded() {
            @Override
            String[] said(String[] names, String after, int most) {
                return lie(page(0, most));
            }
        });
        lies.put("names without an end", new Forwarded() {
            @Override
            String[] said(String[] names, String after, int most) {
                return lie(page(after.matches("n\\d+") ? Long.parseLong(after.substring(1)) + 1 : 0, most));
            }
        });
    }

    private static String[] page(long from, int count) {
        String[] page = new String[count];
        for (int i = 0; i < count; i++) {
            String digits = Long.toString(from + i);
            page[i] = "n" + "0".repeat(19 - digits.length()) + digits;
        }
        return page;
    }

    // -- links

    private static Forwarded link(String target) {
        return new Forwarded() {
            @Override
            Attributes said(Attributes file) {
                return as(FileKind.LINK, file);
            }

            @Override
            String saidOfLink(FileId link) {
                return lie(target);
            }
        };
    }

    private void links() {
        lies.put("link null", link(null));
        for (String target : new String[] {
            "",
            "\0",
            "a\0b",
            "file",
            "./file",
            "..",
            ".",
            "/",
            "/data",
            "/data/file",
            "../data/file",
            "/tmp/none",
            "//",
            "/proc/self/root/etc/passwd",
            "/tmp/../data/./file",
            "folder/x/y"
        }) {
            lies.put("link to " + target.replace('\0', '0'), link(target));
        }
        lies.put("a long link", link("a/".repeat(LONG)));
        lies.put("a long link out", link("/" + "../".repeat(LONG) + "etc"));
        lies.put("a link that grows", link("x/".repeat(2_000) + "file"));
        lies.put("a link out that grows", link("/data/" + "./".repeat(1_900) + "file/x"));
    }

    // -- bytes

    private void bytes() {
        for (int count : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20, 0, 1}) {
            lies.put("count " + count, new Forwarded() {
                @Override
                int said(int real, Region into, int at, int length) {
                    return lie(count == 1 ? Math.min(real, 1) : count);
                }
            });
        }
        lies.put("bytes without an end", new Forwarded() {
            @Override
            int said(int real, Region into, int at, int length) {
                return lie(length);
            }
        });
        lies.put("garbage", new Forwarded() {
            @Override
            int said(int real, Region into, int at, int length) {
                into.fill(0, into.size(), (byte) 0x80);
                return lie(real);
            }
        });
        lies.put("keeps regions", new Forwarded() {
            private final List<Region> kept = new ArrayList<>();

            @Override
            int said(int real, Region into, int at, int length) {
                kept.add(lie(into));
                for (Region region : kept) {
                    for (Runnable theft : new Runnable[] {
                        region::share, region::close, () -> region.put(0, (byte) 1), () -> region.getLong(0)
                    }) {
                        try {
                            theft.run();
                        } catch (IllegalStateException e) {
                            // It should be.
                        }
                    }
                }
                return real;
            }
        });
        lies.put("late: stays in regions", new Forwarded() {
            @Override
            int said(int real, Region into, int at, int length) {
                try {
                    Pipe.SourceChannel never = lie(Pipe.open()).source();
                    return into.readFrom(never, 0, into.size());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
    }

    // -- errors

    @SuppressWarnings("unchecked") // nothing looks at the type
    private static <E extends Throwable> void sneak(Throwable e) throws E {
        throw (E) e;
    }

    private static Forwarded throwing(Throwable what) {
        return new Forwarded() {
            @Override
            void called() {
                LyingFiles.<RuntimeException>sneak(lie(what));
            }
        };
    }

    /** It overrides what a careless reader would call. */
    private static final class Trapped extends IOException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("read by " + Thread.currentThread());
        }

        @Override
        public synchronized Throwable getCause() {
            return this;
        }
    }

    private void errors() {
        for (FileFault fault : FileFault.values()) {
            lies.put("error " + fault, throwing(fault.because("a lie")));
        }
        for (Throwable what : new Throwable[] {
            new IOException(),
            new IOException("x".repeat(LONG) + ":"),
            new IOException(": /etc/passwd"),
            new Trapped(),
            new RuntimeException(),
            new NullPointerException("a lie"),
            new IllegalStateException("a lie"),
            new UncheckedIOException(new IOException("STALE: a lie")),
            new Error("a lie"),
            new AssertionError("a lie"),
            new StackOverflowError(),
            new OutOfMemoryError("a lie"),
            new LinkageError("a lie"),
            new InterruptedException("a lie"),
            new Throwable("a lie"),
            new PeerDied("a lie"),
            new Refused("a lie"),
            new Revoked("a lie"),
            new Late("a lie")
        }) {
            lies.put("throws " + what.getClass().getSimpleName() + " " + lies.size(), throwing(what));
        }
        lies.put("overflows", new Forwarded() {
            private int depth;

            @Override
            void called() throws IOException {
                depth++;
                lie(this).called();
            }
        });
    }

    // -- time

    private void others() {
        lies.put("late: hangs", new Forwarded() {
            @Override
            void called() throws IOException {
                try {
                    lie(NEVER).await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        });
        lies.put("late: runs", new Forwarded() {
            private long rounds;

            @Override
            void called() {
                while (lie(rounds) >= 0) {
                    rounds++;
                }
            }
        });
        lies.put("interrupts", new Forwarded() {
            @Override
            void called() {
                lie(Thread.currentThread()).interrupt();
            }
        });
        lies.put("every second call fails", new Forwarded() {
            private int calls;

            @Override
            void called() throws IOException {
                if (calls++ % 2 == 0) {
                    throw lie(FileFault.STALE.because("a lie"));
                }
            }
        });
        lies.put("ends", new Forwarded() {
            @Override
            void called() {
                lie(Runtime.getRuntime()).halt(1);
            }
        });
    }
}
