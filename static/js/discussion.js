// @ts-check
/**
 * Keys, folding of many comments at once, folds that are remembered, and more threads in
 * place. Everything here can also be done by links and by the browser's own <details>; see
 * templates/_tools.html.
 */

const discussion = /** @type {HTMLElement} */ (document.querySelector("[data-discussion]"));
const comments = /** @type {HTMLElement[]} */ ([...discussion.querySelectorAll(".comment")]);
const storageKey = `folds-${discussion.dataset.discussion}`;

/** @param {Element} comment */
const foldOf = (comment) => /** @type {HTMLDetailsElement} */ (comment.querySelector(".fold"));
/** @param {Element} element */
const commentAbove = (element) => element.parentElement?.closest(".comment") ?? null;
/** @param {Element} comment */
const isShown = (comment) => !comment.parentElement?.closest(".fold:not([open])");
/** Shown only to lead to the others, or what the page is about: always open. @param {Element} comment */
const isKeptOpen = (comment) => comment.matches(".is-context, .is-target");
/** A thread, or what answers the comment whose branch the page continues. @param {Element} comment */
const isTop = (comment) => commentAbove(comment)?.matches(".is-context") ?? true;
/** @param {Element} comment */
const siblings = (comment) => [...(comment.parentElement?.children ?? [])];

const current = () => document.activeElement?.closest(".comment") ?? null;

/** Where the keys begin: at the address's own comment, or the first below the window's top. */
function firstInView() {
  const target = discussion.querySelector(".comment:target");
  if (target) return target;
  return comments.find((c) => isShown(c) && c.getBoundingClientRect().top >= 0) ?? comments[0];
}

/** @param {Element | null | undefined} comment */
function goTo(comment) {
  const head = /** @type {HTMLElement | null} */ (comment?.querySelector(".remark-head") ?? null);
  if (!comment || !head) return;
  head.tabIndex = -1;
  comment.scrollIntoView({ block: "start" });
  head.focus({ preventScroll: true });
}

/** @param {(at: Element) => Element | null | undefined} find */
function move(find) {
  const at = current();
  goTo(at ? find(at) : firstInView());
}

/** @param {Element[]} among @param {number} by */
const beside = (among, by) => (/** @type {Element} */ at) => among[among.indexOf(at) + by];

/** @param {number} by */
const moveShown = (by) => move(beside(comments.filter(isShown), by));
/** @param {number} by */
const moveSibling = (by) => move((at) => beside(siblings(at), by)(at));
/** @param {number} by */
function moveThread(by) {
  const threads = comments.filter(isTop);
  move((at) => {
    const thread = threads.findLast((each) => each.contains(at)) ?? at;
    return by < 0 && thread !== at ? thread : beside(threads, by)(thread);
  });
}

/** @param {string} how "all", "replies" or "none" */
function foldAll(how) {
  for (const comment of comments) {
    const isOpen = how === "none" || (how === "replies" && isTop(comment));
    foldOf(comment).open = isOpen || comment.matches(".is-context");
  }
}

function toggle() {
  const at = current();
  if (at) foldOf(at).open = !foldOf(at).open;
}

const help = /** @type {HTMLDialogElement | null} */ (document.querySelector("[data-keys]"));

/** @type {Record<string, () => void>} */
const keys = {
  j: () => moveShown(1),
  k: () => moveShown(-1),
  J: () => moveSibling(1),
  K: () => moveSibling(-1),
  n: () => moveThread(1),
  p: () => moveThread(-1),
  u: () => move((at) => commentAbove(at) ?? at),
  m: toggle,
  Enter: toggle,
  o: () => foldAll("none"),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  const target = /** @type {Element} */ (event.target);
  const isTaken = event.ctrlKey || event.metaKey || event.altKey || help?.open;
  const isTyping = target.closest("input, textarea, select, [contenteditable]");
  const isPressing = event.key === "Enter" && target.closest("a, button, summary");
  const action = keys[event.key];
  if (!action || isTaken || isTyping || isPressing) return;
  event.preventDefault();
  action();
});

/** Links that load the page folded become buttons that fold it in place. */
function makeButtons() {
  for (const link of document.querySelectorAll("[data-fold]")) {
    const how = /** @type {HTMLElement} */ (link).dataset.fold ?? "none";
    link.replaceWith(makeButton(link.textContent ?? "", () => foldAll(how)));
  }
  const title = help?.dataset.keys;
  if (title) {
    const tools = document.querySelector("[data-tools]");
    tools?.append(makeButton(title, () => help?.showModal()));
  }
}

/** @param {string} words @param {() => void} action */
function makeButton(words, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool";
  button.textContent = words;
  button.addEventListener("click", action);
  return button;
}

/** Storage may be forbidden, or hold what another version wrote: then nothing is remembered. */
function recall() {
  try {
    return new Set(/** @type {string[]} */ (JSON.parse(localStorage.getItem(storageKey) ?? "[]")));
  } catch {
    return new Set();
  }
}

/** @param {Iterable<Element>} among */
function foldAgain(among) {
  const folded = recall();
  const target = location.hash ? document.getElementById(location.hash.slice(1)) : null;
  for (const comment of among) {
    if (!folded.has(comment.id) || comment.contains(target) || isKeptOpen(comment)) continue;
    foldOf(comment).open = false;
  }
}

function rememberFolds() {
  foldAgain(comments);
  // "toggle" does not bubble, and folding all sends it for every comment.
  let timer = 0;
  discussion.addEventListener("toggle", () => {
    clearTimeout(timer);
    timer = setTimeout(saveFolds, 200);
  }, true);
}

function saveFolds() {
  const folded = recall();
  for (const comment of comments) {
    if (isKeptOpen(comment)) continue;
    if (foldOf(comment).open) folded.delete(comment.id);
    else folded.add(comment.id);
  }
  try {
    localStorage.setItem(storageKey, JSON.stringify([...folded]));
  } catch {
    // Without storage a fold lasts as long as the page.
  }
}

const more = /** @type {HTMLAnchorElement | null} */ (discussion.querySelector("[data-more]"));

/** Puts the next page's comments below the last; the focus goes to the first of them. */
async function showMore() {
  if (!more || more.ariaBusy) return;
  more.ariaBusy = "true";
  try {
    const response = await fetch(more.href);
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    append(page);
  } catch {
    location.assign(more.href);
  }
  more.ariaBusy = null;
}

/** A page's own comments that answer none of its own. */
const TOPS = ".comments > .comment:not(.is-context), .comments > .is-context > .remark > .fold > .replies > .comment";

/** Answers to comments that were on another page lead to them here now. @param {Element[]} added */
function linkAnswers(added) {
  for (const comment of added) {
    const link = comment.querySelector(":scope > .remark > .remark-head > .answers");
    const id = link?.getAttribute("href")?.match(/\/comments\/(\d+)\/$/)?.[1];
    if (id && document.getElementById(`c-${id}`)) link?.setAttribute("href", `#c-${id}`);
  }
}

/** @param {Document} page */
function append(page) {
  const tops = [...page.querySelectorAll(TOPS)];
  const added = tops.flatMap((top) => /** @type {HTMLElement[]} */ ([top, ...top.querySelectorAll(".comment")]));
  const head = /** @type {HTMLElement} */ (tops[0].querySelector(".remark-head"));
  const last = comments[comments.length - 1];
  const list = /** @type {Element} */ (discussion.querySelector(TOPS)?.parentElement);
  const top = last.getBoundingClientRect().top;
  list.append(...tops);
  comments.push(...added);
  linkAnswers(added);
  foldAgain(added);
  discussion.querySelector(".pages")?.replaceWith(...page.querySelectorAll("[data-discussion] .pages"));
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
  const next = /** @type {HTMLAnchorElement | null} */ (page.querySelector("[data-more]"));
  // A parsed page has this page's address, so that its relative links hold here as well.
  if (next && more) more.href = next.href;
  else more?.remove();
  // The browser may follow the link that was in use downwards; the reader stays.
  window.scrollBy({ top: last.getBoundingClientRect().top - top, behavior: "instant" });
}

more?.addEventListener("click", (event) => {
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (isElsewhere) return;
  event.preventDefault();
  showMore();
});

makeButtons();
rememberFolds();
