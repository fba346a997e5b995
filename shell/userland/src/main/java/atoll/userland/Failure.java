package atoll.userland;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;

/** Why something failed, in the words of {@code strerror(3)}. */
final class Failure {
    private Failure() {}

    /** Without a switch over types, which would cost each program that fails its linking. */
    static String of(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (failure instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (failure instanceof DirectoryNotEmptyException) {
            return "Directory not empty";
        }
        if (failure instanceof NotDirectoryException) {
            return "Not a directory";
        }
        if (failure instanceof NotLinkException) {
            return "Invalid argument";
        }
        if (failure instanceof FileSystemLoopException) {
            return "Too many levels of symbolic links";
        }
        String reason = failure instanceof FileSystemException known ? known.getReason() : null;
        return reason == null ? told(failure) : reason;
    }

    /** Streams of java.io tell the reason in brackets after the name. */
    private static String told(IOException failure) {
        String message = failure.getMessage();
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        int bracket = message.lastIndexOf(" (");
        return bracket >= 0 && message.endsWith(")") ? message.substring(bracket + 2, message.length() - 1) : message;
    }
}
