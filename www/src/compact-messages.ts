// The messages of what is shown where one course is asked about.

import type english from "../generated/lang/compact.en.js";
import { listenTo } from "./language.js";

export let messages: typeof english;

listenTo<typeof english>("compact", (all) => {
  messages = all;
});
