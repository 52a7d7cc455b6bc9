// The messages of “Make a catalog”.

import type english from "../../generated/lang/make.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;
export let label: (typeof english)["label"];

listenTo<typeof english>("make", (all) => {
  messages = all;
  label = all.label;
});
