// @ts-check
// Keys of the work queues: each names a link or button of the page by its data-key.

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input:not([type=submit]), textarea, select")) return;
  const found = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (found instanceof HTMLElement) {
    event.preventDefault();
    found.click();
  }
});
