package java.atoll;

/** A loader of classes that several processes share, and none can reach into: to {@link Reach} it is one of the host's. */
public abstract class SharedLoader extends ClassLoader {
    protected SharedLoader() {
        super(ClassLoader.getPlatformClassLoader());
    }
}
