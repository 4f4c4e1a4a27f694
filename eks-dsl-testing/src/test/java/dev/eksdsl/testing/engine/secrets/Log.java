package dev.eksdsl.testing.engine.secrets;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * All that is logged while it is open, of levels down to a given one. The SDK's signer is left out: at DEBUG it writes what it
 * signs, the session token among it, and docs/errors-and-retries.md warns of that.
 */
final class Log extends Handler {

    private static final String SIGNER = "software.amazon.awssdk.http.auth.";

    private final Logger root = LogManager.getLogManager().getLogger("");
    private final Level before = root.getLevel();
    private final StringBuffer text = new StringBuffer();

    Log(Level level) {
        setFormatter(new SimpleFormatter());
        setLevel(level);
        root.setLevel(level);
        root.addHandler(this);
    }

    @Override
    public void publish(LogRecord entry) {
        if (isLoggable(entry) && !String.valueOf(entry.getLoggerName()).startsWith(SIGNER)) {
            text.append(entry.getLoggerName()).append(' ').append(getFormatter().format(entry));
        }
    }

    String text() {
        return text.toString();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        root.removeHandler(this);
        root.setLevel(before);
    }

    static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
