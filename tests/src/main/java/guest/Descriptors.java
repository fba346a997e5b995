package guest;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Uses its three streams through their descriptors, in every way there is, mixed with {@code System.out}. */
public final class Descriptors {
    public static void main(String[] args) throws Exception {
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err);
        System.out.println("one");
        out.write("two\n".getBytes());
        System.out.println("three");
        out.write('4');
        out.write('\n');
        err.write("an error\n".getBytes(), 3, 6);
        read(in, out);
        Object reflected = FileDescriptor.class.getField("out").get(null);
        new FileOutputStream((FileDescriptor) reflected).write("reflected\n".getBytes());
        new FileWriter(FileDescriptor.out).append("written\n").flush();
        System.out.println(FileDescriptor.out.valid() + " " + (FileDescriptor.out == out.getFD()));
        FileDescriptor.out.sync();
        close(in, out);
    }

    private static void read(FileInputStream in, FileOutputStream out) throws IOException {
        byte[] some = new byte[3];
        System.out.println(in.read(some) + new String(some) + (char) in.read() + (in.available() > 0));
        FileChannel from = in.getChannel();
        FileChannel to = out.getChannel();
        ByteBuffer direct = ByteBuffer.allocateDirect(4);
        System.out.println(from.read(direct));
        to.write(direct.flip());
        to.write(new ByteBuffer[] {ByteBuffer.wrap("x".getBytes()), ByteBuffer.wrap("y\n".getBytes())});
        from.read(new ByteBuffer[] {ByteBuffer.allocate(1), direct.clear()});
        System.out.println(new BufferedReader(new FileReader(FileDescriptor.in)).readLine());
        System.out.println(
                in.readAllBytes().length + " " + in.read() + " " + in.read(some) + " " + from.read(direct.clear()));
    }

    private static void close(FileInputStream in, FileOutputStream out) throws IOException {
        FileChannel channel = out.getChannel();
        out.close();
        System.out.println("gone");
        System.err.println(System.out.checkError() + " " + FileDescriptor.out.valid());
        in.close();
        Use[] uses = {
            () -> out.write(1), () -> channel.write(ByteBuffer.allocate(1)), () -> System.in.read(), () -> in.read()
        };
        for (Use use : uses) {
            try {
                use.run();
            } catch (IOException e) {
                System.err.println(e);
            }
        }
    }

    private interface Use {
        void run() throws IOException;
    }
}
