// The messages of the gradebook.

import type english from "../../generated/lang/score.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;

listenTo<typeof english>("score", (all) => {
  messages = all;
});
