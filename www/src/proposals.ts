// Asks the worker that finds the best ways: it is started when first asked, and stopped when what it
// works on is not wanted any more.

import { proposalsWorker } from "#worker";
import type {
  ProposalsAnswer,
  ProposalsQuestion,
  ProposalsReply,
  ProposalsRequest,
} from "./proposals-worker.js";

/** A worker that has been at a question for longer is not waited for when another comes. */
const PATIENCE_MILLISECONDS = 100;

type Answered = (answer: ProposalsAnswer) => void;

/** The questions about one catalog. */
export class ProposalsClient {
  private worker?: Worker;
  private isReady = false;
  private lastId = 0;
  /** When the worker took up the question it is at, or was last heard of. */
  private since = 0;
  private readonly waiting = new Map<number, Answered>();

  constructor(private readonly catalog: string) {}

  /** Asks, and calls back with the answer unless everything was forgotten meanwhile. */
  ask(question: ProposalsQuestion, answered: Answered): void {
    this.lastId += 1;
    if (this.waiting.size === 0) this.since = performance.now();
    this.waiting.set(this.lastId, answered);
    try {
      this.worker ??= this.start();
      this.send(this.worker, { ...question, id: this.lastId });
    } catch {
      // A browser may refuse the worker at once; the one who asks still hears of it later.
      queueMicrotask(() => this.fail());
    }
  }

  /** Forgets what was asked: nobody waits for its answers any more. */
  forget(): void {
    if (this.waiting.size === 0) return;
    this.waiting.clear();
    // While it is still being loaded, stopping it would only begin the loading anew.
    if (this.isReady && performance.now() - this.since > PATIENCE_MILLISECONDS) this.stop();
  }

  /** Ends the worker; the next question starts another. */
  stop(): void {
    if (this.worker === undefined) return;
    this.worker.onmessage = null;
    this.worker.onerror = null;
    this.worker.terminate();
    this.worker = undefined;
    this.isReady = false;
  }

  private start(): Worker {
    const worker = proposalsWorker();
    worker.onmessage = ({ data }: MessageEvent<ProposalsReply>) => this.hear(data);
    worker.onerror = () => this.fail();
    this.send(worker, { kind: "catalog", text: this.catalog });
    return worker;
  }

  private send(worker: Worker, request: ProposalsRequest): void {
    worker.postMessage(request);
  }

  private hear(reply: ProposalsReply): void {
    this.since = performance.now();
    if ("ready" in reply) {
      this.isReady = true;
      return;
    }
    const answered = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    answered?.(reply);
    // After a failure the worker is in no state to be asked again.
    if ("failed" in reply) this.fail();
  }

  private fail(): void {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    this.stop();
    for (const answered of all) answered({ failed: true });
  }
}
