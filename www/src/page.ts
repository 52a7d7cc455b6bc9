import init from "../generated/certificate_planner.js";

await init();
