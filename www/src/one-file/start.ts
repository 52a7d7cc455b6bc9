// Starts the page of one file: unpacks its script, which the policy of the page knows by its hash, and lays the
// other texts where the script finds them.

import { inside, part, unpacked } from "./unpack.js";

const texts = unpacked(part("texts"));
const [page, worker, files] = [0, 1, 2].map((place) => {
  const element = document.createElement("script");
  element.textContent = new TextDecoder().decode(inside(texts, place));
  return element;
});
for (const [id, element] of Object.entries({ worker, files })) {
  if (element === undefined) continue;
  [element.id, element.type] = [id, "text/plain"];
  document.head.append(element);
}
if (page !== undefined) {
  page.type = "module";
  document.head.append(page);
}
