// The desk without a mouse, and files dropped anywhere: all of it works without this, by forms and links.
const bring = document.getElementById("bring");
if (bring) {
  const input = document.getElementById("file");
  addEventListener("dragover", (event) => { event.preventDefault(); bring.classList.add("over"); });
  addEventListener("dragleave", () => bring.classList.remove("over"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    bring.classList.remove("over");
    if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; bring.requestSubmit(); }
  });
}
const questions = [...document.querySelectorAll(".question")];
let now = -1;
const go = (to) => {
  if (!questions[to]) return;
  questions[now]?.classList.remove("now");
  now = to;
  questions[now].classList.add("now");
  const place = questions[now].querySelector("a.to");
  if (place) location.replace(place.hash); // takes the focus away, so it comes first
  questions[now].focus({ preventScroll: true });
  questions[now].scrollIntoView({ block: "nearest" });
};
addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "j") go(now + 1);
  if (event.key === "k") go(Math.max(0, now - 1));
  if (event.key === "e") { questions[now]?.querySelector(".correct input:not([type=hidden]), .correct select")?.focus(); event.preventDefault(); }
  const button = questions[now]?.querySelector(`button[data-key="${CSS.escape(event.key)}"]`);
  if (button) button.form.requestSubmit(button);
});
// The TEI as it is typed: numbered, looked at when the hands rest; a finding leads to its line.
const text = document.getElementById("tei");
if (text) {
  const form = text.form;
  let saved = text.value, waiting, asked = 0;
  const number = () => {
    const many = text.value.split("\n").length, list = form.querySelector(".numbers");
    text.rows = many + 1;
    while (list.children.length > many) list.lastChild.remove();
    while (list.children.length < many) list.append(Object.assign(document.createElement("li"), { textContent: list.children.length + 1 }));
  };
  const check = async () => {
    const mine = ++asked;
    const answer = await fetch(form.dataset.check, { method: "POST", body: new FormData(form) });
    if (!answer.ok || mine !== asked) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return;
    for (const part of [".numbers", ".found"]) form.querySelector(part).replaceWith(made.querySelector(`.write ${part}`));
  };
  text.addEventListener("input", () => { number(); clearTimeout(waiting); waiting = setTimeout(check, 600); });
  form.addEventListener("submit", () => { saved = text.value; });
  addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault(); });
  form.addEventListener("click", (event) => {
    const line = Number(event.target.dataset?.line);
    if (!line) return;
    const lines = text.value.split("\n"), start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    text.focus({ preventScroll: true });
    text.setSelectionRange(start, start + lines[line - 1].length);
  });
}
