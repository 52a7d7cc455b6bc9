// All scripts of the page within a frame that has everything within itself.

import "../define.js";
import "../embed/page.js";
