// Addresses of our own scripts, for browsers that let nothing else be loaded where a page asks for that.

/** What browsers with Trusted Types have; TypeScript does not know it yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

declare global {
  interface Window {
    trustedTypes?: TrustedTypes;
  }
}

/** The name of the policy, which pages that name policies must allow beside `lit-html`. */
const POLICY = "certificate-planner";

let policy: ReturnType<TrustedTypes["createPolicy"]> | undefined;

/** The address of a script beside this one, or one that this page has made, as what may be loaded. */
export function trustedUrl(url: URL): string {
  policy ??= window.trustedTypes?.createPolicy(POLICY, { createScriptURL: (own) => own });
  return policy?.createScriptURL(url.href) ?? url.href;
}
