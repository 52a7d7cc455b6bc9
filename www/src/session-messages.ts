// The messages of the fields of a session.

import type english from "../generated/lang/session.en.js";
import { listenTo } from "./language.js";

export let messages: typeof english;
export let label: (typeof english)["label"];

listenTo<typeof english>("session", (all) => {
  messages = all;
  label = all.label;
});
