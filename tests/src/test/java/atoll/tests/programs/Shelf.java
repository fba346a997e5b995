package atoll.tests.programs;

import java.util.List;

/** More rows: other programs of the same shelf, for what they do that those of {@link Programs} do not. */
final class Shelf {
    private static final String GROOVY = "org.apache.groovy:groovy:6.0.0";

    private Shelf() {}

    static List<Row> rows() {
        return List.of(beanshell(), derby(), kotlin(), scala(), proguard(), libraries(), netty(), jetty());
    }

    private static Row beanshell() {
        return Row.of("beanshell", "org.apache-extras.beanshell:bsh:2.0b6")
                .file("a.bsh", "int f(int n) { return n < 2 ? n : f(n - 1) + f(n - 2); } print(f(15)); exit();")
                .feed("print(6 * 7);\nString s = \"a\"; print(s.length());\nundefined();\nexit();\n", "bsh.Interpreter")
                .run("bsh.Interpreter", "a.bsh");
    }

    /** Its own loader of generated classes, and its own log. */
    private static Row derby() {
        return Row.of("derby", "org.apache.derby:derbytools:10.17.1.0", "org.apache.derby:derby:10.17.1.0")
                .file("a.sql", """
                        connect 'jdbc:derby:db;create=true';
                        create table t (id int primary key, name varchar(20));
                        insert into t values (1, 'one'), (2, 'two');
                        select name, id * 2 from t order by name;
                        select nothing from t;
                        disconnect;
                        connect 'jdbc:derby:db';
                        select count(*) from t;
                        exit;
                        """)
                .run("org.apache.derby.tools.ij", "a.sql")
                .filesDiffer("time of the run", "db/.*|derby.log");
    }

    private static Row kotlin() {
        return Row.of("kotlinc", "org.jetbrains.kotlin:kotlin-compiler-embeddable:2.2.0")
                .copy("org.jetbrains.kotlin:kotlin-stdlib:2.2.0", "stdlib.jar")
                .file("a.kt", """
                        data class P(val x: Int, val y: String)
                        inline fun <reified T> name() = T::class.simpleName
                        fun main(args: Array<String>) {
                            println(listOf(P(1, "a"), P(2, "b")).sumOf { it.x })
                            println(generateSequence(1) { it * 2 }.take(5).toList())
                            println(name<P>())
                        }
                        """)
                .file("bad.kt", "fun f(): Int = \"x\"")
                .run(
                        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                        "-no-stdlib",
                        "-no-reflect",
                        "-cp",
                        "stdlib.jar",
                        "-d",
                        "out",
                        "a.kt")
                .run(
                        "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                        "-no-stdlib",
                        "-no-reflect",
                        "-cp",
                        "stdlib.jar",
                        "-d",
                        "out",
                        "bad.kt")
                .withoutJvmWarnings();
    }

    private static Row scala() {
        return Row.of("scala3", "org.scala-lang:scala3-compiler_3:3.7.1")
                .file("a.scala", """
                        enum Tree:
                          case Leaf(n: Int)
                          case Node(l: Tree, r: Tree)
                        import Tree.*
                        def sum(t: Tree): Int = t match
                          case Leaf(n) => n
                          case Node(l, r) => sum(l) + sum(r)
                        @main def run() = println(sum(Node(Leaf(1), Node(Leaf(2), Leaf(3)))))
                        """)
                .file("bad.scala", "val x: Int = \"\"")
                .run("dotty.tools.dotc.Main", "-usejavacp", "-color", "never", "-d", ".", "a.scala")
                .run("dotty.tools.dotc.Main", "-usejavacp", "-color", "never", "-d", ".", "bad.scala")
                .withoutJvmWarnings();
    }

    private static Row proguard() {
        return Row.of("proguard", "com.guardsquare:proguard-base:7.7.0")
                .copy("org.ow2.sat4j:org.ow2.sat4j.core:2.3.6", "in.jar")
                .file("a.pro", """
                        -injars in.jar
                        -outjars out.jar
                        -keep public class org.sat4j.BasicLauncher { public static void main(java.lang.String[]); }
                        -dontoptimize
                        -dontpreverify
                        -dontwarn **
                        -dontnote **
                        """)
                .run("proguard.ProGuard", "@a.pro");
    }

    /** Libraries in the hands of a script: data binding, logging, templates. */
    private static Row libraries() {
        return Row.of(
                        "libraries",
                        GROOVY,
                        "com.fasterxml.jackson.core:jackson-databind:2.19.0",
                        "com.google.code.gson:gson:2.13.1",
                        "ch.qos.logback:logback-classic:1.5.18",
                        "org.freemarker:freemarker:2.3.34")
                .file("a.groovy", """
                        import com.fasterxml.jackson.databind.ObjectMapper
                        import com.google.gson.Gson
                        import freemarker.template.*
                        class P { int x; List<String> names }
                        def p = new P(x: 3, names: ['a', 'b'])
                        def json = new ObjectMapper().writeValueAsString([x: p.x, names: p.names])
                        println json
                        println new ObjectMapper().readTree(json).get('names').size()
                        println new Gson().fromJson('{"x": 4, "names": ["c"]}', P).names
                        def t = new Template('t', new StringReader('<#list xs as x>${x}! </#list>'), new Configuration(Configuration.VERSION_2_3_34))
                        def w = new StringWriter()
                        t.process([xs: [1, 2, 3]], w)
                        println w
                        def log = org.slf4j.LoggerFactory.getLogger('a')
                        log.info('hello {}', 1)
                        log.error('failed', new IllegalStateException('x').tap { it.stackTrace = new StackTraceElement[0] })
                        """)
                .file("logback.xml", """
                        <configuration>
                          <appender name="F" class="ch.qos.logback.core.rolling.RollingFileAppender">
                            <file>app.log</file>
                            <rollingPolicy class="ch.qos.logback.core.rolling.TimeBasedRollingPolicy">
                              <fileNamePattern>app.%d.log.gz</fileNamePattern>
                            </rollingPolicy>
                            <encoder><pattern>%level %logger %thread %msg%n%ex</pattern></encoder>
                          </appender>
                          <appender name="C" class="ch.qos.logback.core.ConsoleAppender">
                            <encoder><pattern>%level %msg%n</pattern></encoder>
                          </appender>
                          <root level="info"><appender-ref ref="F"/><appender-ref ref="C"/></root>
                        </configuration>
                        """)
                .property("logback.configurationFile", "logback.xml")
                .run("groovy.ui.GroovyMain", "a.groovy");
    }

    /** Servers that a script starts, and ends when it was asked twice. */
    private static Row server(String name, String coordinates, String script) {
        return Row.of(name, GROOVY, coordinates)
                .classes(guest.Fetch.class)
                .file("a.groovy", script)
                .serve("serving", "groovy.ui.GroovyMain", "a.groovy")
                .run("guest.Fetch", "http://127.0.0.1:@1@/one", "http://127.0.0.1:@1@/two?x=y")
                .run("guest.Fetch", "LEAVE", "127.0.0.1", "@1@", "/exit")
                .withoutJvmWarnings();
    }

    private static Row netty() {
        // Of the machine's network interfaces a process sees the loopback only.
        return server("netty", "io.netty:netty-codec-http:4.1.121.Final", """
                import io.netty.bootstrap.ServerBootstrap
                import io.netty.buffer.Unpooled
                import io.netty.channel.*
                import io.netty.channel.nio.NioEventLoopGroup
                import io.netty.channel.socket.nio.NioServerSocketChannel
                import io.netty.handler.codec.http.*
                def group = new NioEventLoopGroup(2)
                def init = new ChannelInitializer<Channel>() {
                    void initChannel(Channel c) {
                        c.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 16),
                            new SimpleChannelInboundHandler<FullHttpRequest>() {
                                void channelRead0(ChannelHandlerContext x, FullHttpRequest r) {
                                    if (r.uri() == '/exit') { Thread.start { System.exit(4) }; return }
                                    def body = Unpooled.copiedBuffer('netty ' + r.uri(), io.netty.util.CharsetUtil.UTF_8)
                                    def a = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body)
                                    HttpUtil.setContentLength(a, body.readableBytes())
                                    x.writeAndFlush(a)
                                }
                            })
                    }
                }
                new ServerBootstrap().group(group).channel(NioServerSocketChannel).childHandler(init)
                    .bind('127.0.0.1', @1@).sync()
                println 'serving'
                """)
                .without(
                        "the want of a hardware address",
                        "(?m)^.*MacAddressUtil defaultMachineId\\R.*hardware address.*\\R?");
    }

    private static Row jetty() {
        return server("jetty", "org.eclipse.jetty:jetty-server:12.0.22", """
                import org.eclipse.jetty.server.*
                import org.eclipse.jetty.util.Callback
                def server = new Server(new InetSocketAddress('127.0.0.1', @1@))
                server.setHandler(new Handler.Abstract() {
                    boolean handle(Request q, Response a, Callback c) {
                        if (q.httpURI.path == '/exit') { Thread.start { System.exit(5) }; return true }
                        a.headers.put('Content-Type', 'text/plain')
                        org.eclipse.jetty.io.Content.Sink.write(a, true, 'jetty ' + q.httpURI, c)
                        true
                    }
                })
                server.start()
                println 'serving'
                """);
    }
}
