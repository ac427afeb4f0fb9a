// @ts-check
/** Ranges of lines that no passage has for itself: `#L98-L100`, or a click with Shift held. */

const RANGE = /^#L(\d+)-L(\d+)$/;

/** @param {number} number */
const line = (number) => document.getElementById(`L${number}`);

function mark() {
  for (const marked of document.querySelectorAll(".line.is-marked")) {
    marked.classList.remove("is-marked");
  }
  const range = RANGE.exec(location.hash);
  if (!range || document.getElementById(location.hash.slice(1))) return;
  const [first, last] = [Number(range[1]), Number(range[2])];
  for (let number = first; number <= last && line(number); number += 1) {
    line(number)?.classList.add("is-marked");
  }
  line(first)?.scrollIntoView();
}

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest(".line-number");
  const begun = /^#L(\d+)/.exec(location.hash);
  if (!link || !event.shiftKey || !begun) return;
  event.preventDefault();
  const ends = [Number(begun[1]), Number(link.textContent)].sort((a, b) => a - b);
  location.hash = `L${ends[0]}-L${ends[1]}`;
});

addEventListener("hashchange", mark);
mark();
