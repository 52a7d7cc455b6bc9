// What stands further down is drawn a little later, part by part, so that the page around is never kept
// for long: whoever scrolls or types meanwhile is heard between two turns.

/** How long a page that is not seen, and so is not painted, waits for its next turn. */
const UNSEEN_MILLISECONDS = 100;

/** When the parts have their turns; the verdict is there at once. */
export const TURN = {
  learner: 1,
  steps: 2,
  missing: 3,
  timeline: 4,
  requirement: 5,
  courses: 6,
  costs: 7,
  rest: 8,
  lists: 9,
};

/** The turn of the first course of the form. */
const FIRST_COURSE = 3;

/** The turn of a course by its place in the form. */
export function turnOfCourse(place: number): number {
  return FIRST_COURSE + place;
}

/** Waits until what is there was painted. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // A frame is painted after its callbacks, so before the next task.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MILLISECONDS);
  });
}
