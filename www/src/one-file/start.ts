// Starts the page of one file: unpacks its script, which the policy of the page knows by its hash.

import { part, unpacked } from "./unpack.js";

const script = document.createElement("script");
script.type = "module";
script.textContent = new TextDecoder().decode(unpacked(part("script")));
document.head.append(script);
