// The messages of the pages that are made when the site is built.

import type english from "../../generated/lang/pages.en.js";
import { listenTo } from "../language.js";

export let own: typeof english;

listenTo<typeof english>("pages", (all) => {
  own = all;
});
