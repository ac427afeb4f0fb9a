// @ts-check
// In the list of one article's comments: a handle at each comment. Dragged onto another
// comment, or picked up and put down by keyboard or touch, it leads to the page that shows
// the new place and asks why; nothing is moved here. The words come from the template.

const words = document.querySelector("[data-moving]");
const list = document.querySelector("#result_list");

if (words instanceof HTMLElement && list) {
  /** @type {HTMLElement | null} */
  let picked = null;
  const bar = document.createElement("div");
  bar.className = "move-bar";
  bar.setAttribute("role", "status");

  /** @type {HTMLElement[]} */
  const comments = [...list.querySelectorAll("[data-comment]")].filter(
    (each) => each instanceof HTMLElement,
  );

  /** @param {string} label @param {() => void} act @param {string} name */
  const makeButton = (label, act, name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = name;
    button.textContent = label;
    button.addEventListener("click", act);
    return button;
  };

  /** @param {string} parent */
  const putDown = (parent) => {
    if (!picked) return;
    const address = (words.dataset.address ?? "").replace("/0/", `/${picked.dataset.comment}/`);
    location.assign(`${address}?parent=${parent}`);
  };

  const letGo = () => {
    picked?.classList.remove("is-picked");
    picked?.querySelector(".move-handle")?.setAttribute("aria-pressed", "false");
    for (const button of list.querySelectorAll(".move-here")) button.remove();
    bar.remove();
    picked = null;
  };

  /** @param {HTMLElement} comment */
  const pickUp = (comment) => {
    const isSame = picked === comment;
    letGo();
    if (isSame) return;
    picked = comment;
    comment.classList.add("is-picked");
    comment.querySelector(".move-handle")?.setAttribute("aria-pressed", "true");
    const number = `#${comment.dataset.comment}`;
    bar.replaceChildren(
      (words.dataset.picked ?? "").replace("{comment}", number),
      makeButton(words.dataset.top ?? "", () => putDown("top"), "button"),
      makeButton(words.dataset.cancel ?? "", letGo, "button"),
    );
    words.after(bar);
    for (const other of comments) {
      if (other === comment) continue;
      const label = (words.dataset.here ?? "").replace("{comment}", `#${other.dataset.comment}`);
      const button = makeButton(label, () => putDown(other.dataset.comment ?? ""), "button move-here");
      other.querySelector(".head")?.append(button);
    }
  };

  for (const comment of comments) {
    const handle = makeButton("⠿", () => pickUp(comment), "move-handle");
    const number = `#${comment.dataset.comment}`;
    handle.setAttribute("aria-label", (words.dataset.handle ?? "").replace("{comment}", number));
    handle.setAttribute("aria-pressed", "false");
    handle.draggable = true;
    handle.addEventListener("dragstart", (event) => {
      letGo();
      picked = comment;
      event.dataTransfer?.setData("text/plain", number);
      event.dataTransfer?.setDragImage(comment, 0, 0);
    });
    handle.addEventListener("dragend", letGo);
    comment.querySelector(".head")?.prepend(handle);
    comment.addEventListener("dragover", (event) => {
      if (!picked || picked === comment) return;
      event.preventDefault();
      comment.classList.add("is-over");
    });
    comment.addEventListener("dragleave", () => comment.classList.remove("is-over"));
    comment.addEventListener("drop", (event) => {
      event.preventDefault();
      putDown(comment.dataset.comment ?? "");
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") letGo();
  });
}
