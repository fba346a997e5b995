package guest;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** A program that knows nothing of Atoll, at a terminal; what it does is its argument. */
public final class TerminalProgram {
    private TerminalProgram() {}

    public static void main(String[] args) throws Exception {
        switch (args[0]) {
            case "console" -> console(System.console());
            case "none" -> System.out.println("console " + System.console());
            case "password" -> System.console().readPassword("password: ");
            case "lines" -> lines();
            case "descriptors" -> descriptors();
            case "scan" -> {
                Scanner scanner = new Scanner(System.in);
                System.out.println("sum " + (scanner.nextInt() + scanner.nextInt()));
            }
            case "flood" -> {
                while (true) {
                    System.out.println("flood ".repeat(20));
                }
            }
            case "tally" -> tally();
            case "hangup" -> hangUp();
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void console(Console console) {
        System.out.println(console.isTerminal() + " " + console.charset());
        String name = console.readLine("%s: ", "name");
        char[] password = console.readPassword("password: ");
        console.printf("%s has %s%n", name, new String(password));
        System.out.println("then " + console.readLine());
        System.out.println("end " + console.readLine() + " " + console.readPassword());
    }

    private static void lines() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println("line " + line);
        }
        System.err.println("end");
    }

    private static void descriptors() throws IOException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileInputStream in = new FileInputStream(FileDescriptor.in);
        out.write(("read " + (char) in.read() + "\n").getBytes());
        byte[] rest = new byte[100];
        int count = in.read(rest);
        out.write(("there are " + in.available() + " after " + count + "\n").getBytes());
        ByteBuffer buffer = ByteBuffer.allocate(100);
        int bytes = in.getChannel().read(buffer);
        out.getChannel().write(ByteBuffer.wrap(("channel " + bytes + "\n").getBytes()));
        out.write(("end " + in.read() + "\n").getBytes());
    }

    /** Lines that count from 0; the status says how many there were, modulo 200, if they did. */
    private static void tally() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int count = 0;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(line);
            if (!line.equals(Integer.toString(count))) {
                System.exit(255);
            }
            count++;
        }
        System.exit(count % 200);
    }

    private static void hangUp() throws IOException {
        System.out.println("waits");
        int read = System.in.read();
        try {
            new FileOutputStream(FileDescriptor.out).write('x');
        } catch (IOException e) {
            System.exit(read == -1 && e.getMessage().equals("Input/output error") ? 7 : 8);
        }
    }
}
