import atoll.contract.Names;
import greeter.Greeter;

public class GreeterServer implements Greeter {
    private volatile String end = "!";

    public String greet(Person person) {
        return "Hello, " + person.title() + " " + person.name() + end;
    }

    public void end(String mark) {
        end = mark;
    }

    public static void main(String[] args) throws InterruptedException {
        Names.serve("greeter", Greeter.class, new GreeterServer());
        System.out.println("serving");
        Thread.sleep(Long.MAX_VALUE);
    }
}
