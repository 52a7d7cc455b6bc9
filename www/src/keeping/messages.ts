// The messages of what is done with plans but rarely.

import type english from "../../generated/lang/plans.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;
export let label: (typeof english)["label"];

listenTo<typeof english>("plans", (all) => {
  messages = all;
  label = all.label;
});
