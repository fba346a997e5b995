import atoll.contract.CallFailed;
import atoll.contract.Names;
import greeter.Greeter;

public class GreeterClient {
    public static void main(String[] args) {
        Greeter greeter = Names.find("people", Greeter.class);
        try {
            System.out.println(greeter.greet(new Greeter.Person("Dr.", args[0])));
            greeter.end("?");
        } catch (CallFailed e) {
            System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }
}
