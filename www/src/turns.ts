// What stands further down is drawn a little later, part by part, so that the page around is never kept
// for long: whoever scrolls or types meanwhile is heard between two turns.

/** How long a page that is not seen, and so is not painted, waits for its next turn. */
const UNSEEN_MILLISECONDS = 100;

/** When the parts have their turns; the verdict is there at once. */
export const TURN = {
  learner: 1,
  steps: 2,
  timeline: 3,
  requirement: 4,
  courses: 5,
  costs: 6,
  rest: 7,
  lists: 8,
};

/** The turn of the first course of the form, and how many have the same one. */
const FIRST_COURSE = 2;
const COURSES = 2;

/** The turn of a course by its place in the form. */
export function turnOfCourse(place: number): number {
  return FIRST_COURSE + Math.floor(place / COURSES);
}

/** Waits until what is there was painted. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    // A frame is painted after its callbacks, so before the next task.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MILLISECONDS);
  });
}
