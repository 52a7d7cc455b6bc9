// Registers the element, once: a page may load this script from several places.

import { CertificatePlanner } from "./certificate-planner-element.js";

export { CertificatePlanner };

if (customElements.get("certificate-planner") === undefined) {
  customElements.define("certificate-planner", CertificatePlanner);
}
