package atoll.server.vfs;

/** Walks along a path: over empty components and {@code .}, to its end or its first {@code ..}. */
final class Components {
    private final String path;
    private final StringBuilder sofar = new StringBuilder();
    private int end;
    private int count;
    private boolean up;

    Components(String path) {
        this.path = path;
    }

    /** False when there are no more. */
    boolean next() {
        while (end < path.length() && !up) {
            int start = path.charAt(end) == '/' ? end + 1 : end;
            int slash = path.indexOf('/', start);
            int stop = slash < 0 ? path.length() : slash;
            String name = path.substring(start, stop);
            if (name.equals("..")) {
                up = true;
                return false;
            }
            end = stop;
            if (!name.isEmpty() && !name.equals(".")) {
                sofar.append('/').append(name);
                count++;
                return true;
            }
        }
        return false;
    }

    /** The components that were walked over, each behind a slash. */
    String sofar() {
        return sofar.toString();
    }

    int count() {
        return count;
    }

    /** Where the last one ends in the path. */
    int end() {
        return end;
    }

    /** Whether the next component is {@code ..}. */
    boolean isUp() {
        return up;
    }
}
