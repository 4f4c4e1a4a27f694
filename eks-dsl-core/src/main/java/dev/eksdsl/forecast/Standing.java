package dev.eksdsl.forecast;

/** How far activities are at a moment. Activities are known by their places in the list. */
interface Standing {

    /** Nothing has begun. */
    Standing START = new Standing() {
        @Override
        public boolean isOver(int place) {
            return false;
        }

        @Override
        public boolean hasBegun(int place) {
            return false;
        }

        @Override
        public double elapsed(int place) {
            return 0;
        }
    };

    boolean isOver(int place);

    boolean hasBegun(int place);

    /** For how many seconds it has been at work. Only of those that have begun, and are not over. */
    double elapsed(int place);
}
