package dev.eksdsl.testing.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * The calls that a fake has received, oldest first, with those that failed through a fault. The latest {@value #MOST} are
 * kept: a fake that is served for days forgets older ones.
 *
 * <p>A view: {@link #of}, {@link #writes} and the like give narrower views of the same record, which go on growing.
 * Thread-safe.
 */
public final class Calls {

    /** How many calls are kept. */
    public static final int MOST = 50_000;

    private final Deque<Call> record;
    private final int most;
    private final Predicate<Call> filter;

    Calls() {
        this(MOST);
    }

    Calls(int most) {
        this(new ArrayDeque<>(), most, call -> true);
    }

    private Calls(Deque<Call> record, int most, Predicate<Call> filter) {
        this.record = record;
        this.most = most;
        this.filter = filter;
    }

    void add(Call call) {
        synchronized (record) {
            if (record.size() == most) {
                record.removeFirst();
            }
            record.addLast(call);
        }
    }

    /** Those of one operation, such as {@code CreateCluster}. */
    public Calls of(String operation) {
        return that(call -> call.operation().equals(operation));
    }

    /** Those of one service, by signing name, such as {@code eks}. */
    public Calls ofService(String service) {
        return that(call -> call.service().equals(service));
    }

    /** Those that only read. */
    public Calls reads() {
        return that(Call::isRead);
    }

    /** Those that change something. */
    public Calls writes() {
        return that(call -> !call.isRead());
    }

    /** Those after a {@link #mark()}. */
    public Calls since(long mark) {
        return that(call -> call.number() > mark);
    }

    /** Those that match. */
    public Calls that(Predicate<Call> condition) {
        return new Calls(record, most, filter.and(condition));
    }

    /** The number of the latest call of this view, 0 if there is none: for {@link #since(long)}. */
    public long mark() {
        List<Call> calls = list();
        return calls.isEmpty() ? 0 : calls.get(calls.size() - 1).number();
    }

    /** The calls so far that are kept. */
    public List<Call> list() {
        synchronized (record) {
            return record.stream().filter(filter).toList();
        }
    }

    /** How many of them are kept. */
    public int count() {
        return list().size();
    }

    /** The operations' names, in order. */
    public List<String> operations() {
        return list().stream().map(Call::operation).toList();
    }

    /** Forgets the calls of this view. Numbers go on, so marks stay valid. */
    public void clear() {
        synchronized (record) {
            record.removeIf(filter);
        }
    }

    @Override
    public String toString() {
        return operations().toString();
    }
}
