/** A value as JSON text; nothing where it is endless or cyclic, or is none. */
export function jsonText(value: unknown, space?: number): string | undefined;
