package dev.eksdsl.reliability.sockets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Deals harms to lives: every write with every harm, mixed by a seed, each point at most once in a life; and some reads. */
final class Deck {

    private record Card(Point point, Harm harm) {}

    private final Deque<Card> cards = new ArrayDeque<>();
    private final List<Point> reads;
    private final Random random;

    Deck(List<Point> calls, long seed) {
        random = new Random(seed);
        List<Card> all = new ArrayList<>();
        calls.stream().filter(point -> !point.isRead()).forEach(point -> {
            for (Harm harm : Harm.values()) {
                all.add(new Card(point, harm));
            }
        });
        Collections.shuffle(all, random);
        cards.addAll(all);
        reads = calls.stream().filter(Point::isRead).toList();
    }

    /**
     * The hands of all lives until every write has met every harm.
     *
     * @param writes how many writes are harmed in a life
     * @param readsOfALife how many reads
     */
    List<Map<Point, Harm>> deal(int writes, int readsOfALife) {
        List<Map<Point, Harm>> hands = new ArrayList<>();
        while (!cards.isEmpty()) {
            Map<Point, Harm> hand = hand(writes);
            for (int i = 0; i < readsOfALife; i++) {
                hand.put(reads.get(random.nextInt(reads.size())), Harm.values()[random.nextInt(Harm.values().length)]);
            }
            hands.add(hand);
        }
        return hands;
    }

    private Map<Point, Harm> hand(int writes) {
        Map<Point, Harm> hand = new LinkedHashMap<>();
        Deque<Card> kept = new ArrayDeque<>();
        while (!cards.isEmpty() && hand.size() < writes) {
            Card card = cards.pop();
            if (hand.putIfAbsent(card.point(), card.harm()) != null) {
                kept.add(card);
            }
        }
        while (!kept.isEmpty()) {
            cards.push(kept.removeLast());
        }
        return hand;
    }
}
