package atoll.system.service;

/** What a client of a server is called: it stands in arguments, in names of endpoints and in lines of files. */
final class ClientName {
    private ClientName() {}

    /** Returns the name if it is a word. */
    static String checked(String name) {
        boolean word = !name.isEmpty();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            word &= c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || c == '-'
                    || c == '_'
                    || c == '.';
        }
        if (!word) {
            throw new IllegalArgumentException("\"" + name + "\" is no name: letters, digits, - _ and . make one");
        }
        return name;
    }
}
