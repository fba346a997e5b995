package atoll.system.service;

/** What a service was told, as text. */
public final class ServiceShown {
    private ServiceShown() {}

    public static String of(Service service) {
        return service.spec() + " after " + service.after + " deadline " + service.beatDeadline + " spare "
                + service.spare;
    }
}
