// What each of the catalogs is.
import type { CatalogFile } from "./types.js";

declare const catalog: CatalogFile;
export default catalog;
