// How the element looks. A host page can set --certificate-planner-accent and -top.

import { answers } from "./styles/answers.js";
import { courses } from "./styles/courses.js";
import { inputs } from "./styles/inputs.js";
import { layout } from "./styles/layout.js";
import { media } from "./styles/media.js";
import { theme } from "./styles/theme.js";

export const styles = [theme, layout, inputs, courses, answers, media];
