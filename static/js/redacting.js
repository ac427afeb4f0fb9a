// @ts-check
/** What is selected in a text that is shown becomes the passage of the form below it. */

const passage = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("id_passage"));

for (const text of document.querySelectorAll("[data-redact-from]")) {
  const shown = /** @type {HTMLTextAreaElement} */ (text);
  shown.addEventListener("select", () => {
    const chosen = shown.value.slice(shown.selectionStart, shown.selectionEnd);
    if (passage && chosen.trim()) passage.value = chosen;
  });
}
