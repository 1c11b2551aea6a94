// Starts the UI. A file of its own, so that the page needs no inline script.
import init from "/sampan.js";
init({ module_or_path: "/sampan_bg.wasm" });
