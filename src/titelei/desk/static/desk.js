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
