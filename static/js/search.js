// @ts-check
/** The key "/" goes to the search box; elsewhere than in a discussion it is the only key. */

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const isTaken = event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]");
  const isTyping = target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTaken || isTyping) return;
  const box = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-search]"));
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
