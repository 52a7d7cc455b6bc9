// What a WebAssembly module can be loaded from.

/** What a host calls `Name`, where it has it: so that these declarations need those of no host. */
type Global<Name extends string> =
  typeof globalThis extends Record<Name, { prototype: infer Value }> ? Value : never;

type CompiledModule =
  typeof globalThis extends { WebAssembly: { Module: { prototype: infer Value } } } ? Value : never;

/** The address of a WebAssembly module, a response with it, its bytes, or the module as it is compiled. */
export type ModuleSource =
  | string
  | Global<"URL">
  | Global<"Request">
  | Global<"Response">
  | ArrayBuffer
  | ArrayBufferView
  | CompiledModule;

/** Makes of a source what the host can load. */
export type Reader = (source: ModuleSource) => ModuleSource | Promise<ModuleSource>;
