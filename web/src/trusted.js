// Libraries set labels by innerHTML. Where the browser asks (Trusted Types), what they set is text, never markup.

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

globalThis.trustedTypes?.createPolicy("default", {
  createHTML: (text) => text.replace(/[&<>]/g, (sign) => SIGNS[sign]),
});
