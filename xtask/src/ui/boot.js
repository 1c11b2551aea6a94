// Starts the UI. A file of its own, so that the page needs no inline script. Imported while it runs,
// because `parts.js` and `sampan.js` import each other, which WebKit does not load from a static import.
import("/sampan.js").then(({ default: init }) => init({ module_or_path: "/sampan_bg.wasm" }));
