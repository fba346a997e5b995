package atoll.tests.programs;

import guest.Fetch;
import guest.Tools;

/** Rows of {@link Programs}: servers with their clients, and the JDK's own tools. */
final class ServersAndTools {
    private static final String LANG_SOURCES = "org.apache.commons:commons-lang3:jar:sources:3.17.0";

    private ServersAndTools() {}

    /** A server process with its data on disk, and client processes, two of them after a restart. */
    static Row h2Server() {
        String url = "jdbc:h2:tcp://localhost:@1@/./d";
        String server = "org.h2.tools.Server";
        String[] serve = {"-tcp", "-tcpPort", "@1@", "-tcpPassword", "secret", "-ifNotExists", "-baseDir", "data"};
        String[] shutdown = {"-tcpShutdown", "tcp://localhost:@1@", "-tcpPassword", "secret"};
        return Row.of("h2-server", "com.h2database:h2:2.5.252")
                .property("h2.bindAddress", "localhost")
                .file("a.sql", """
                        create table t(id int primary key, name varchar, body blob);
                        insert into t select x, 'n' || x, cast(repeat('00ff', 2000) as varbinary)
                            from system_range(1, 500);
                        """)
                .serve("TCP server running", server, serve)
                .run("org.h2.tools.RunScript", "-url", url, "-user", "sa", "-script", "a.sql")
                .run("org.h2.tools.Shell", "-url", url, "-user", "sa", "-sql", "select count(*), sum(id) from t")
                .run("org.h2.tools.Shell", "-url", url, "-user", "sb", "-sql", "select 1")
                .run(server, shutdown)
                .run("org.h2.tools.Shell", "-url", url, "-user", "sa", "-sql", "select 1")
                .serve("TCP server running", server, serve)
                .run(
                        "org.h2.tools.Shell",
                        "-url",
                        url,
                        "-user",
                        "sa",
                        "-sql",
                        "select max(name), sum(octet_length(body)) from t")
                .run(server, shutdown)
                .differs("times", "\\(1 row, \\d+ ms\\)")
                .without("frames of the JDK's sockets", "(?m)^\\tat java.base/sun.nio.ch.*\\R")
                .filesDiffer("times of the run", "data/.*");
    }

    /** Tomcat from its own configuration file, with pages that it compiles, and a client process. */
    static Row tomcat() {
        return Row.of("tomcat", "org.apache.tomcat.embed:tomcat-embed-jasper:11.0.25")
                .classes(Fetch.class)
                .file("conf/server.xml", """
                        <Server port="-1">
                          <Service name="Catalina">
                            <Connector port="@1@" address="127.0.0.1"/>
                            <Engine name="Catalina" defaultHost="localhost">
                              <Host name="localhost" appBase="webapps"/>
                            </Engine>
                          </Service>
                        </Server>
                        """)
                .file("conf/web.xml", """
                        <web-app version="6.1" xmlns="https://jakarta.ee/xml/ns/jakartaee">
                          <servlet>
                            <servlet-name>default</servlet-name>
                            <servlet-class>org.apache.catalina.servlets.DefaultServlet</servlet-class>
                          </servlet>
                          <servlet>
                            <servlet-name>jsp</servlet-name>
                            <servlet-class>org.apache.jasper.servlet.JspServlet</servlet-class>
                          </servlet>
                          <servlet-mapping>
                            <servlet-name>default</servlet-name><url-pattern>/</url-pattern>
                          </servlet-mapping>
                          <servlet-mapping>
                            <servlet-name>jsp</servlet-name><url-pattern>*.jsp</url-pattern>
                          </servlet-mapping>
                        </web-app>
                        """)
                .file("app/index.jsp", """
                        <%@ page import="java.util.stream.*" contentType="text/plain" %>
                        <%! int calls; %>
                        <%= IntStream.rangeClosed(1, 10).mapToObj(i -> "" + i * i).collect(Collectors.joining(",")) %>
                        call <%= ++calls %>, ${param.name}, ${1 + 2}
                        <% for (int i = 0; i < 3; i++) { %>line <%= i %>
                        <% } %>
                        <jsp:include page="part.jsp"><jsp:param name="x" value="y"/></jsp:include>
                        """)
                .file("app/part.jsp", "part ${param.x} <%= application.getServerInfo() %>")
                .file("app/bad.jsp", "<% int x = \"\"; %>")
                .file("app/plain.txt", "a file\n")
                .file("app/exit.jsp", "<% new Thread(() -> System.exit(7)).start(); %>")
                .serve("Starting ProtocolHandler", "org.apache.catalina.startup.Tomcat", "--path", "", "--war", "app")
                .run(
                        Fetch.class.getName(),
                        "http://127.0.0.1:@1@/index.jsp?name=one",
                        "http://127.0.0.1:@1@/index.jsp?name=two",
                        "http://127.0.0.1:@1@/plain.txt",
                        "http://127.0.0.1:@1@/missing.jsp",
                        "http://127.0.0.1:@1@/bad.jsp")
                .run(Fetch.class.getName(), "LEAVE", "127.0.0.1", "@1@", "/exit.jsp")
                .differs("times of log lines", "(?m)^... \\d+, \\d+ \\d+:.*M ")
                .differs("times", "\\[\\d+\\] milliseconds")
                .filesDiffer("time of the run", "work/.*_jsp.java");
    }

    /** The JDK's own tools, as programs. */
    static Row tools() {
        return Row.of("tools")
                .classes(Tools.class)
                .unpack(LANG_SOURCES, "src")
                .list("src", "sources.txt")
                .file("Bad.java", "class Bad { int x = \"\"; void f() { new java.util.Date(1, 1, 1); } }")
                .file("Run.java", "class Run { public static void main(String[] a) { System.out.println(a.length); } }")
                .file("main.txt", "Main-Class: Run\n")
                .run("com.sun.tools.javac.Main", "-g", "-Xlint:all", "-d", "classes", "@sources.txt")
                .run("com.sun.tools.javac.Main", "-Xlint", "Bad.java")
                .run("com.sun.tools.javac.Main", "-version")
                .run("com.sun.tools.javac.Main", "--release", "11", "-d", "classes", "Run.java")
                .run(
                        "sun.tools.jar.Main",
                        "--create",
                        "--file",
                        "a.jar",
                        "--manifest",
                        "main.txt",
                        "-C",
                        "classes",
                        ".")
                .run("sun.tools.jar.Main", "--list", "--file", "a.jar")
                .run("sun.tools.jar.Main", "--extract", "--file", "a.jar", "--dir", "out", "Run.class")
                .run("com.sun.tools.javap.Main", "-c", "-p", "-cp", "classes", "Run")
                .run("com.sun.tools.jdeps.Main", "-s", "classes")
                .run(Tools.class.getName(), "Run.java");
    }

    static Row javadoc() {
        return Row.of("javadoc")
                .unpack(LANG_SOURCES, "src")
                .run(
                        "jdk.javadoc.internal.tool.Main",
                        "-notimestamp",
                        "-quiet",
                        "-d",
                        "doc",
                        "-sourcepath",
                        "src",
                        "org.apache.commons.lang3.tuple",
                        "org.apache.commons.lang3.function");
    }
}
