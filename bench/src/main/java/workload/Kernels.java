package workload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Small computations, each run again and again: {@code NAME WARM_MILLIS MEASURED_MILLIS} prints nanoseconds, one round a
 * line, then "check" and a number that must be the same everywhere.
 */
public final class Kernels {
    private static long check;

    public static void main(String[] args) throws Exception {
        measure(kernel(args[0]), args);
    }

    static void measure(Kernel kernel, String[] args) throws Exception {
        long first = kernel.round();
        warmUp(kernel, Long.parseLong(args[1]) * 1_000_000);
        long end = System.nanoTime() + Long.parseLong(args[2]) * 1_000_000;
        StringBuilder lines = new StringBuilder();
        long start = System.nanoTime();
        while (start < end) {
            check += kernel.round();
            long now = System.nanoTime();
            lines.append(now - start).append('\n');
            start = now;
        }
        System.out.print(lines);
        System.out.println("check " + first);
        System.exit(check == Long.MIN_VALUE ? 1 : 0);
    }

    /** At least so long, then until a quarter of it brings less than three per cent; three times as long at most. */
    private static void warmUp(Kernel kernel, long nanos) throws Exception {
        long start = System.nanoTime();
        long before = Long.MAX_VALUE;
        while (true) {
            long now = median(kernel, nanos / 4);
            long elapsed = System.nanoTime() - start;
            if (elapsed >= nanos && now > before * 0.97 || elapsed >= 3 * nanos) {
                return;
            }
            before = now;
        }
    }

    /** Of the rounds of that time, their median. */
    private static long median(Kernel kernel, long nanos) throws Exception {
        List<Long> rounds = new ArrayList<>();
        long begin = System.nanoTime();
        long start = begin;
        while (start - begin < nanos) {
            check += kernel.round();
            long now = System.nanoTime();
            rounds.add(now - start);
            start = now;
        }
        Collections.sort(rounds);
        return rounds.get(rounds.size() / 2);
    }

    interface Kernel {
        long round() throws Exception;
    }

    private static Kernel kernel(String name) throws Exception {
        return switch (name) {
            case "fib" -> () -> fib(27);
            case "sieve" -> () -> sieve(400_000);
            case "matrix" -> matrix(120);
            case "nbody" -> () -> nbody(10_000);
            case "strings" -> () -> strings(20_000);
            case "maps" -> () -> maps(40_000);
            case "sort" -> sort(20_000);
            case "stream" -> () -> stream(200_000);
            case "throw" -> () -> exceptions(2_000);
            case "synchronized" -> () -> locked(200_000);
            case "regex" -> regex();
            case "virtual" -> () -> virtual(300);
            case "sum" -> sum(1 << 20);
            case "dispatch" -> dispatch(300_000);
            case "format" -> () -> format(2_000);
            case "park" -> () -> park(200);
            case "lambda" -> () -> lambda(300_000);
            case "boxes" -> () -> boxes(200_000);
            case "files" -> () -> files(50);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    private static long sieve(int limit) {
        boolean[] composite = new boolean[limit + 1];
        int primes = 0;
        for (int i = 2; i <= limit; i++) {
            if (!composite[i]) {
                primes++;
                for (long j = (long) i * i; j <= limit; j += i) {
                    composite[(int) j] = true;
                }
            }
        }
        return primes;
    }

    private static Kernel matrix(int n) {
        double[][] a = new double[n][n];
        double[][] b = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = i + j;
                b[i][j] = i - j;
            }
        }
        return () -> {
            double[][] c = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < n; k++) {
                    double x = a[i][k];
                    for (int j = 0; j < n; j++) {
                        c[i][j] += x * b[k][j];
                    }
                }
            }
            return (long) c[n - 1][n / 2];
        };
    }

    private static long nbody(int steps) {
        double[] p = {0, 4.84, -1.16, -0.10, 8.34, 4.12, -0.40, 12.89, -15.11, -0.22, 15.37, -25.9, 0.17, 0, 0};
        double[] v = {0, 0.60, 2.81, -0.02, -1.01, 1.82, 0.008, 1.08, 0.86, -0.01, 0.97, 0.59, -0.03, 0, 0};
        double[] mass = {39.47, 0.037, 0.011, 0.0017, 0.002};
        for (int s = 0; s < steps; s++) {
            for (int i = 0; i < 5; i++) {
                for (int j = i + 1; j < 5; j++) {
                    double dx = p[3 * i] - p[3 * j];
                    double dy = p[3 * i + 1] - p[3 * j + 1];
                    double dz = p[3 * i + 2] - p[3 * j + 2];
                    double d2 = dx * dx + dy * dy + dz * dz + 0.01;
                    double f = 0.001 / (d2 * Math.sqrt(d2));
                    v[3 * i] -= dx * mass[j] * f;
                    v[3 * i + 1] -= dy * mass[j] * f;
                    v[3 * i + 2] -= dz * mass[j] * f;
                    v[3 * j] += dx * mass[i] * f;
                    v[3 * j + 1] += dy * mass[i] * f;
                    v[3 * j + 2] += dz * mass[i] * f;
                }
            }
            for (int i = 0; i < 15; i++) {
                p[i] += 0.001 * v[i];
            }
        }
        return (long) (p[0] * 1e6);
    }

    private static long strings(int n) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < n; i++) {
            text.append("item ").append(i).append(';');
        }
        String all = text.toString();
        long sum = 0;
        for (String part : all.split(";")) {
            sum += part.substring(5).length() + part.indexOf(' ');
        }
        String joined = "";
        for (int i = 0; i < 200; i++) {
            joined = joined + i + ",";
        }
        return sum + joined.length();
    }

    private static long maps(int n) {
        Map<Integer, String> map = new HashMap<>();
        for (int i = 0; i < n; i++) {
            map.put(i * 31, "v");
        }
        long found = 0;
        for (int i = 0; i < n; i++) {
            found += map.containsKey(i) ? 1 : 0;
        }
        for (int i = 0; i < n; i += 2) {
            map.remove(i * 31);
        }
        return found + map.size();
    }

    private static Kernel sort(int n) {
        Random random = new Random(42);
        String[] keys = new String[n];
        for (int i = 0; i < n; i++) {
            keys[i] = Integer.toString(random.nextInt(1_000_000));
        }
        Comparator<String> byLength = Comparator.comparingInt(String::length);
        return () -> {
            String[] copy = keys.clone();
            Arrays.sort(copy, byLength.thenComparing((a, b) -> b.compareTo(a)));
            return copy[n / 2].hashCode();
        };
    }

    private static long stream(int n) {
        return IntStream.range(0, n)
                .filter(i -> i % 3 != 0)
                .mapToObj(Integer::valueOf)
                .map(i -> i * 2)
                .filter(i -> i % 5 != 0)
                .mapToLong(Integer::longValue)
                .sum();
    }

    private static long exceptions(int n) {
        long caught = 0;
        for (int i = 0; i < n; i++) {
            try {
                deep(i % 10, i);
            } catch (IllegalStateException e) {
                caught += e.getMessage().length();
            }
        }
        return caught;
    }

    private static void deep(int depth, int i) {
        if (depth == 0) {
            throw new IllegalStateException(i % 2 == 0 ? "even" : "odd");
        }
        deep(depth - 1, i);
    }

    private static int counter;

    private static synchronized void count() {
        counter++;
    }

    private static long locked(int n) {
        Object lock = new Object();
        counter = 0;
        for (int i = 0; i < n; i++) {
            count();
            synchronized (lock) {
                counter += i & 1;
            }
        }
        return counter;
    }

    private static Kernel regex() {
        Pattern pattern = Pattern.compile("([a-z]+)@([a-z]+)\\.(com|org)");
        String text = "some words here, then joe@example.org and ann@example.com; ".repeat(100);
        return () -> {
            Matcher matcher = pattern.matcher(text);
            long sum = 0;
            while (matcher.find()) {
                sum += matcher.start() + matcher.group(2).length();
            }
            return sum;
        };
    }

    private static long virtual(int n) throws Exception {
        SynchronousQueue<Integer> there = new SynchronousQueue<>();
        SynchronousQueue<Integer> back = new SynchronousQueue<>();
        long[] sum = {0};
        Thread echo = Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < n; i++) {
                    back.put(there.take() + 1);
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread caller = Thread.startVirtualThread(() -> {
            try {
                for (int i = 0; i < n; i++) {
                    there.put(i);
                    sum[0] += back.take();
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        caller.join();
        echo.join();
        return sum[0];
    }

    private static Kernel sum(int n) {
        int[] numbers = IntStream.range(0, n).toArray();
        return () -> {
            int total = 0;
            for (int repeat = 0; repeat < 8; repeat++) {
                for (int i = 0; i < numbers.length; i++) {
                    total += numbers[i];
                }
            }
            return total;
        };
    }

    private sealed interface Shape permits Square, Circle, Line, Point {
        int area();
    }

    private record Square(int side) implements Shape {
        @Override
        public int area() {
            return side * side;
        }
    }

    private record Circle(int radius) implements Shape {
        @Override
        public int area() {
            return 3 * radius * radius;
        }
    }

    private record Line(int length) implements Shape {
        @Override
        public int area() {
            return length >> 10;
        }
    }

    private record Point(int x) implements Shape {
        @Override
        public int area() {
            return 0;
        }
    }

    private static Kernel dispatch(int n) {
        Shape[] shapes = new Shape[1024];
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] = switch (i * 7 % 4) {
                case 0 -> new Square(i);
                case 1 -> new Circle(i);
                case 2 -> new Line(i);
                default -> new Point(i);
            };
        }
        return () -> {
            long sum = 0;
            for (int i = 0; i < n; i++) {
                sum += shapes[i & 1023].area();
            }
            return sum;
        };
    }

    private static long format(int n) {
        long length = 0;
        for (int i = 0; i < n; i++) {
            length += String.format(Locale.getDefault(), "%d %s %.2f", i, "x", i / 3.0)
                    .length();
            length += "Hello".toLowerCase().length();
        }
        return length;
    }

    private static long park(int n) throws Exception {
        Thread main = Thread.currentThread();
        int[] turn = {0};
        java.lang.invoke.VarHandle handle = java.lang.invoke.MethodHandles.arrayElementVarHandle(int[].class);
        Thread other = new Thread(() -> {
            for (int i = 0; i < n; i++) {
                while ((int) handle.getVolatile(turn, 0) != 1) {
                    LockSupport.park();
                }
                handle.setVolatile(turn, 0, 0);
                LockSupport.unpark(main);
            }
        });
        other.start();
        for (int i = 0; i < n; i++) {
            handle.setVolatile(turn, 0, 1);
            LockSupport.unpark(other);
            while ((int) handle.getVolatile(turn, 0) != 0) {
                LockSupport.park();
            }
        }
        other.join();
        return n;
    }

    private static long lambda(int n) {
        long sum = 0;
        for (int i = 0; i < n; i++) {
            int k = i;
            IntSupplier one = () -> k & 7;
            Supplier<Integer> two = () -> k & 3;
            sum += one.getAsInt() + two.get();
        }
        return sum;
    }

    private static long boxes(int n) {
        List<Long> list = new ArrayList<>();
        for (long i = 0; i < n; i++) {
            list.add(i * 1000);
        }
        long sum = 0;
        for (Long box : list) {
            sum += box;
        }
        return sum;
    }

    private static long files(int n) throws Exception {
        java.nio.file.Path folder = java.nio.file.Path.of(System.getProperty("java.io.tmpdir"), "kernels");
        java.nio.file.Files.createDirectories(folder);
        long sum = 0;
        for (int i = 0; i < n; i++) {
            java.nio.file.Path file = folder.resolve("f" + i % 10);
            java.nio.file.Files.writeString(file, "text " + i % 10);
            sum += java.nio.file.Files.readString(file).length();
            sum += file.toFile().length();
        }
        return sum;
    }
}
