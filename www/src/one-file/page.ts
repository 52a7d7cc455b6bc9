// All scripts of the page of one file.

import "../define.js";
import "../page.js";
