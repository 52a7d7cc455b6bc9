// The messages on what is wrong with a file or a plan.

import type english from "../../generated/lang/problems.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;
export let label: (typeof english)["label"];

listenTo<typeof english>("problems", (all) => {
  messages = all;
  label = all.label;
});
