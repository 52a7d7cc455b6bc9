// The messages of the picture of the plan.

import type english from "../../generated/lang/picture.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;

listenTo<typeof english>("picture", (all) => {
  messages = all;
});
