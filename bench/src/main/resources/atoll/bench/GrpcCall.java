import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/** {@code GrpcCall ROUNDS CALLS}: unary calls over the loopback to a service that adds two numbers; nanoseconds, one round a line. */
public final class GrpcCall {
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** Two numbers in eight bytes: what protocol buffers would cost on top is left out. */
    private static final MethodDescriptor.Marshaller<Long> EIGHT_BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(Long value) {
            return new ByteArrayInputStream(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        @Override
        public Long parse(InputStream stream) {
            try {
                return new DataInputStream(stream).readLong();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private static final MethodDescriptor<Long, Long> ADD = MethodDescriptor.<Long, Long>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("Adder/add")
            .setRequestMarshaller(EIGHT_BYTES)
            .setResponseMarshaller(EIGHT_BYTES)
            .build();

    public static void main(String[] args) throws Exception {
        int calls = Integer.parseInt(args[1]);
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Server server = NettyServerBuilder.forAddress(loopback)
                .directExecutor()
                .addService(ServerServiceDefinition.builder("Adder")
                        .addMethod(ADD, ServerCalls.asyncUnaryCall((two, answer) -> {
                            answer.onNext((two >>> 32) + (two & 0xFFFFFFFFL));
                            answer.onCompleted();
                        }))
                        .build())
                .build()
                .start();
        ManagedChannel channel = NettyChannelBuilder.forAddress(server.getListenSockets().getFirst())
                .usePlaintext()
                .directExecutor()
                .build();
        for (long start = System.nanoTime(); System.nanoTime() - start < WARM_NANOS; ) {
            round(channel, calls);
        }
        for (int i = Integer.parseInt(args[0]); i > 0; i--) {
            System.out.println(round(channel, calls));
        }
        channel.shutdownNow();
        server.shutdownNow();
    }

    private static long round(ManagedChannel channel, int calls) {
        long start = System.nanoTime();
        long sum = 0;
        for (int i = 0; i < calls; i++) {
            sum = ClientCalls.blockingUnaryCall(channel, ADD, CallOptions.DEFAULT, sum << 32 | i) & 0xFFFFFFFFL;
        }
        return System.nanoTime() - start;
    }
}
