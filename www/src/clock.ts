// The clock: the only place that asks what time it is.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Instant } from "../generated/certificate_planner.js";
import { followZone } from "./wording/format.js";

const TICK_MILLISECONDS = 60_000;

/** Tells a page the time anew each minute, and when a reader comes back to it. */
export class Clock implements ReactiveController {
  #timer?: number;

  constructor(
    host: ReactiveControllerHost,
    private readonly tick: () => void,
  ) {
    host.addController(this);
  }

  now(): Instant {
    return new Date().toISOString();
  }

  hostConnected(): void {
    this.#timer = window.setInterval(this.#lookAgain, TICK_MILLISECONDS);
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  hostDisconnected(): void {
    window.clearInterval(this.#timer);
    document.removeEventListener("visibilitychange", this.#onVisible);
  }

  readonly #onVisible = (): void => {
    if (document.visibilityState === "visible") this.#lookAgain();
  };

  /** A reader may have gone to another time zone meanwhile. */
  readonly #lookAgain = (): void => {
    followZone();
    this.tick();
  };
}
