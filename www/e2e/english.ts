// Has the modules of the page speak English, for tests that call them without a page.
import english from "../generated/lang/en.js";
import problems from "../generated/lang/problems.en.js";
import { provide } from "../src/language.js";

provide("", "en", english);
provide("problems", "en", problems);
