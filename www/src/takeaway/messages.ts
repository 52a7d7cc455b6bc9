// The messages of the section that lets a plan be taken along.

import type english from "../../generated/lang/takeaway.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;

listenTo<typeof english>("takeaway", (all) => {
  messages = all;
});
