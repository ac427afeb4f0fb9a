// @ts-check
// Beside the text of a comment: a button that takes the cursor for the place where the
// second comment begins. Without it, the first words are typed or pasted.

for (const text of document.querySelectorAll("textarea[data-split-text]")) {
  if (!(text instanceof HTMLTextAreaElement)) continue;
  const target = document.querySelector("textarea[name=begins_with]");
  if (!(target instanceof HTMLTextAreaElement)) continue;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = text.dataset.splitLabel ?? "";
  button.addEventListener("click", () => {
    // All that follows stands there once for certain.
    target.value = text.value.slice(text.selectionStart).trim();
    target.focus();
  });
  text.after(button);
}
