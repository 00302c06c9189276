// Shows the equation that a link leads to, when one hovers or focuses it: its copy stands at the end of the page.
{
const preview = Object.assign(document.createElement("div"), {className: "eq-preview", id: "eq-preview", role: "tooltip", hidden: true});
document.body.append(preview);
let shown, leaving;

const show = link => {
  const copy = document.getElementById("copy-" + link.hash.slice(1));
  if (!copy) return;
  clearTimeout(leaving);
  shown?.removeAttribute("aria-describedby");
  shown = link;
  link.setAttribute("aria-describedby", preview.id);
  preview.replaceChildren(Object.assign(document.createElement("div"), {className: "eq eq-aligned"}));
  preview.firstChild.append(copy.content.cloneNode(true));
  preview.hidden = false;
  const at = link.getBoundingClientRect(), own = preview.getBoundingClientRect();
  const above = at.top > own.height + 60, left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - own.width - 8));
  preview.style.translate = `${left + scrollX}px ${scrollY + (above ? at.top - own.height - 4 : at.bottom + 4)}px`;
};
const hide = () => { preview.hidden = true; shown?.removeAttribute("aria-describedby"); shown = undefined; };
const leave = () => { clearTimeout(leaving); leaving = setTimeout(hide, 200); };

for (const link of document.querySelectorAll(".eq-link")) {
  link.addEventListener("mouseenter", () => show(link));
  link.addEventListener("focus", () => show(link));
  link.addEventListener("mouseleave", leave);
  link.addEventListener("blur", leave);
}
preview.addEventListener("mouseenter", () => clearTimeout(leaving));
preview.addEventListener("mouseleave", leave);
document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });
}
