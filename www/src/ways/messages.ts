// The messages of the section that finds the best ways.

import type english from "../../generated/lang/ways.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;
export let label: (typeof english)["label"];

listenTo<typeof english>("ways", (all) => {
  messages = all;
  label = all.label;
});
