// The messages of the page that makes lines for other pages.

import type english from "../../generated/lang/configure.en.js";
import { listenTo } from "../language.js";

export let messages: typeof english;

listenTo<typeof english>("configure", (all) => {
  messages = all;
});
