// Starts the UI. A file of its own, so that the page needs no inline script.
import init from "/sampan.js";

// Linux has no one face of the system's: its stack is longer (base.css).
if (navigator.platform.startsWith("Linux") && !navigator.userAgent.includes("Android")) {
  document.documentElement.dataset.platform = "linux";
}
// In the page itself: what is referred to in a file of its own is drawn some frames later.
fetch("/icons.svg")
  .then((answer) => answer.text())
  .then((sprite) => document.body.insertAdjacentHTML("beforeend", sprite));
init({ module_or_path: "/sampan_bg.wasm" });
