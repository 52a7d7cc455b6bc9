// What Node.js finds in place of the element, which is nothing without a document: a server that renders
// pages imports what the browser does.

/** The class by name alone. */
export class CertificatePlanner {}
