package guest.up;

/** A contract between two processes of a system. */
public interface Hail {
    String hail(String who);
}
