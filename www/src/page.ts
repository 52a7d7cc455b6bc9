// Registers the element; importing the class alone does not.

import { CertificatePlanner } from "./certificate-planner.js";

customElements.define("certificate-planner", CertificatePlanner);
