// What a key of a catalog means, as its JSON Schema says it.

/** As much of a JSON Schema as is needed to find a key. */
export interface Schema {
  $ref?: string;
  $defs?: Record<string, Schema>;
  description?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** What the last key of a path such as `courses[2].fee` means; nothing where the format has no such key. */
export function meaningOf(schema: Schema, path: string): string | undefined {
  const steps = path.match(/[^.[\]]+/g) ?? [];
  const [key] = steps.slice(-1);
  // A place in a list has no meaning of its own.
  if (key === undefined || path.endsWith("]")) return undefined;
  const found = steps.reduce<Schema[]>((at, step) => at.flatMap((from) => next(schema, from, step)), [
    schema,
  ]);
  const text = found.find(({ description }) => description !== undefined)?.description;
  // The rules are told elsewhere.
  return text?.replaceAll(/\s*\(rules? [^)]*\)/g, "").replaceAll("`", "").replaceAll(/\s+/g, " ");
}

/** Where a step leads from a place, in each of the forms that may stand there. */
function next(root: Schema, from: Schema, step: string): Schema[] {
  const child = /^\d+$/.test(step) ? from.items : from.properties?.[step];
  const others = [...(from.anyOf ?? []), ...(from.oneOf ?? [])];
  const named = from.$ref === undefined ? undefined : root.$defs?.[from.$ref.replace(/.*\//, "")];
  const through = named === undefined ? others : [named, ...others];
  return [...(child === undefined ? [] : [child]), ...through.flatMap((form) => next(root, form, step))];
}
