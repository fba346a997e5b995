public class Wrong {
    int number = "no number";
}
