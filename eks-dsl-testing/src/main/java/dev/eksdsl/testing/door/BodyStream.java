package dev.eksdsl.testing.door;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A response's body. It lets go of its bytes when they have been read, for the SDK keeps the stream with the response. */
final class BodyStream extends FilterInputStream {

    BodyStream(byte[] body) {
        super(new ByteArrayInputStream(body));
    }

    @Override
    public int read() throws IOException {
        return told(super.read());
    }

    @Override
    public int read(byte[] to, int from, int most) throws IOException {
        return told(super.read(to, from, most));
    }

    private int told(int read) {
        if (read < 0) {
            in = InputStream.nullInputStream();
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        super.close();
        in = InputStream.nullInputStream();
    }
}
