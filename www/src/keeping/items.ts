// What the browser keeps for this page. Where it keeps nothing, the page works on with its memory.

/** Why nothing is kept: the browser allows none, or there is no room left. */
export type Trouble = "blocked" | "full";

/** Every name that is kept begins so. */
const PREFIX = "certificate-planner:";

/** Texts by name. */
export class Items {
  trouble?: Trouble;
  /** What could not be kept, and hides what is kept under the same name. */
  readonly #memory = new Map<string, string>();
  readonly #storage?: Storage;

  constructor(isKeeping: boolean) {
    if (!isKeeping) return;
    try {
      this.#storage = window.localStorage;
      this.#storage.getItem(PREFIX);
    } catch {
      this.#storage = undefined;
      this.trouble = "blocked";
    }
  }

  get(name: string): string | undefined {
    return this.#memory.get(name) ?? this.#storage?.getItem(PREFIX + name) ?? undefined;
  }

  set(name: string, text: string): void {
    try {
      this.#storage?.setItem(PREFIX + name, text);
    } catch {
      this.trouble = "full";
      this.#memory.set(name, text);
      return;
    }
    if (this.#storage === undefined) this.#memory.set(name, text);
    else this.#memory.delete(name);
    if (this.trouble === "full" && this.#memory.size === 0) this.trouble = undefined;
  }

  remove(name: string): void {
    this.#memory.delete(name);
    this.#storage?.removeItem(PREFIX + name);
    if (this.trouble === "full" && this.#memory.size === 0) this.trouble = undefined;
  }

  names(): string[] {
    const storage = this.#storage;
    const kept = Array.from({ length: storage?.length ?? 0 }, (_, at) => storage?.key(at) ?? "");
    const own = kept.filter((key) => key.startsWith(PREFIX)).map((key) => key.slice(PREFIX.length));
    return [...new Set([...own, ...this.#memory.keys()])];
  }

  /** Whether a change in another tab concerns what is kept under a name; without a key it concerns all. */
  static concerns({ key }: StorageEvent, name: string): boolean {
    return key === null || key === PREFIX + name;
  }
}
